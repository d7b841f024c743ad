"""Pages that were read are kept from one time to the next, and never wrongly."""

from plugins.check.built.remembered import read_pages


def test_what_did_not_change_is_the_same_and_what_did_is_read(tmp_path):
    kept = tmp_path / "pages"
    first = read_pages({"a.html": b'<p id="one">', "b.html": b'<p id="two">'}, kept)
    again = read_pages({"a.html": b'<p id="one">', "b.html": b'<p id="new">'}, kept)

    assert first["a.html"] == again["a.html"]
    assert again["b.html"].ids == {"new"}
    assert read_pages({"c.html": b'<p id="one">'}, None)["c.html"] == first["a.html"]


def test_what_is_kept_is_taken_from_there(tmp_path):
    kept = tmp_path / "pages"
    read_pages({"a.html": b'<p id="one">'}, kept)
    before = kept.stat().st_mtime_ns
    read_pages({"other.html": b'<p id="one">'}, kept)

    assert kept.stat().st_mtime_ns == before


def test_a_file_that_is_broken_or_of_another_program_is_written_anew(tmp_path):
    kept = tmp_path / "pages"
    for content in (b"", b"nonsense", b"\x80\x04K\x01."):
        kept.write_bytes(content)
        assert read_pages({"a.html": b'<p id="one">'}, kept)["a.html"].ids == {"one"}
        assert len(kept.read_bytes()) > 100
