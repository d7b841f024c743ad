"""What came with the project and waits to be filled in."""

import runpy

import pytest

from plugins.check.written.placeholders import setting_findings, text_placeholders


@pytest.mark.parametrize(
    ("settings", "lines"),
    [
        ("AUTHOR = '[Your name]'\n", [1]),
        ("AUTHOR = 'Ann'\n", []),
        ("X = 1\nSITEURL = 'https://www.example.com'\n", [2]),
        ("SITEURL = 'https://knees.org'\n", []),
        ("OWNER_EMAIL = 'you@example.com'\nOWNER_EMAIL = 'ann@knees.org'\n", []),
        ("PRACTICE = 'Knees [and hips]'\n", []),
    ],
)
def test_settings_as_they_came_are_named_at_their_line(tmp_path, settings, lines):
    file = tmp_path / "conf.py"
    file.write_text(settings)

    assert [it.line for it in setting_findings(runpy.run_path(str(file)), [file])] == lines


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Title: About\n\n*[This page is a placeholder: write who you are.]*\n", 1),
        ("[Your name] and [Your practice]", 2),
        ("[Your knees]({filename}knees.md) [What to do][1]\n\n[Who it is]: https://x.example", 0),
        ("[an aside] of the author", 0),
    ],
)
def test_words_as_they_came_are_named(text, count):
    assert len(list(text_placeholders("a.md", text))) == count
