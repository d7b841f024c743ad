"""`make serve`: what changes is rebuilt and shown, and faults never take the page away."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.preview import preview, until
from tests.support import project_copy

KNEE = "/articles/knee-pain-is-it-your-knee-at-all/"
SOURCE = "content/articles/knee-pain-is-it-your-knee-at-all.md"


def edit(path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_missing_page_shows_the_sites_own(served, page):
    answer = page.goto(f"{served.url}/articles/nowhere/")

    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is out of range")


def test_the_browser_understands_manifest_and_icons(served, page):
    page.goto(served.url + KNEE)
    found = page.context.new_cdp_session(page).send("Page.getAppManifest")
    drawn = page.evaluate(
        """hrefs => Promise.all(hrefs.map(async href => {
            const image = new Image(); image.src = href; await image.decode();
            return image.naturalWidth > 0; }))""",
        page.eval_on_selector_all(
            "link[rel~=icon], link[rel$=touch-icon]", "a => a.map(b => b.href)"
        ),
    )

    assert found["url"] == f"{served.url}/manifest.webmanifest"
    assert found["errors"] == []
    assert drawn == [True, True, True]


@pytest.mark.parametrize("path", ["/../pelicanconf.py", "/%2e%2e/pelicanconf.py", "//etc/passwd"])
def test_nothing_outside_of_the_site_is_served(served, page, path):
    answer = page.request.get(served.url + path)

    assert answer.status == 404
    assert "SITENAME =" not in answer.text()


def test_an_address_without_its_slash_leads_on(served, page):
    page.goto(served.url + KNEE.rstrip("/"))

    assert page.url == served.url + KNEE


def test_text_template_style_and_plugin_changes_show_by_themselves(served, page):
    root = served.root
    page.goto(served.url + KNEE)

    edit(root / SOURCE, "Achey knees.", "Achey, creaky knees.")
    expect(page.locator(".post__body")).to_contain_text("Achey, creaky knees.", timeout=20_000)

    edit(root / "theme/templates/article.html", "Filed under", "Kept under")
    expect(page.locator(".post__footer")).to_contain_text("Kept under", timeout=20_000)

    edit(root / "theme/static/css/tokens.css", "--paper-1: #f8f3e9", "--paper-1: #ffffff")
    expect(page.locator("body")).to_have_css(
        "background-color", "rgb(255, 255, 255)", timeout=20_000
    )

    edit(root / "plugins/theme/environment.py", '"%(num)d Comments"', '"%(num)d Remarks"')
    expect(page.locator("#comments-title")).to_have_text("0 Remarks", timeout=20_000)


def test_a_fault_shows_over_the_last_good_page_and_in_the_terminal(served, page):
    page.goto(served.url + KNEE)
    bad = served.root / "content/comments/knee-pain/bad.txt"
    bad.parent.mkdir(parents=True, exist_ok=True)
    bad.write_text("Author: Ann\nDate: soon\n\nHello\n")
    overlay = page.locator("[data-faults]")
    expect(overlay).to_contain_text("bad.txt:2: Date is “soon”", timeout=20_000)
    expect(page.locator("h1")).to_have_text("Knee Pain: Is It Your Knee At All?")
    assert "bad.txt:2: Date is “soon”" in served.text
    page.reload()
    expect(overlay).to_contain_text("Date is “soon”")
    expect(page.locator(".post__body")).to_contain_text("knees")

    bad.unlink()
    expect(overlay).to_have_count(0, timeout=20_000)


def test_what_else_is_to_be_mended_is_in_a_fold_below_the_page(served, page):
    page.goto(served.url + KNEE)
    fold = page.locator("[data-advice]")
    edit(served.root / SOURCE, "Date: 2020-02-26", "Date: 03/04/2020")
    expect(fold.locator("summary")).to_have_text("1 thing to mend", timeout=20_000)
    words = "knee-pain-is-it-your-knee-at-all.md:2: “03/04/2020” may be either of two days"
    expect(fold.locator("pre")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("pre")).to_contain_text(words)
    assert words in served.text

    edit(served.root / SOURCE, "03/04/2020", "2020-02-26")
    expect(fold).to_have_count(0, timeout=20_000)


def test_many_faults_leave_most_of_a_phone_to_the_page_and_scroll_inside_their_box(served, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served.url + KNEE)
    bad = served.root / "content/drills/bad.md"
    bad.write_text("---\ntitle: Bad\n---\n", encoding="utf-8")
    box = page.locator("[data-faults]")
    expect(box).to_contain_text("bad.md:3: aim: this is missing", timeout=20_000)

    expect(box.get_by_role("heading")).to_have_text("Behind this box is the last good page")
    assert box.bounding_box()["height"] <= 844 * 0.4
    assert box.evaluate("it => it.scrollWidth <= it.clientWidth")
    box.focus()
    page.keyboard.press("End")
    assert box.evaluate("it => it.scrollHeight > it.clientHeight")
    page.wait_for_function("document.querySelector('[data-faults]').scrollTop > 0")

    bad.unlink()
    expect(box).to_have_count(0, timeout=20_000)


def test_a_fault_in_the_code_does_not_take_the_site_down(served, page):
    page.goto(served.url + KNEE)
    module = served.root / "plugins/theme/environment.py"
    good = module.read_text("utf-8")
    module.write_text(good + "\nthis is no Python\n", encoding="utf-8")
    expect(page.locator("[data-faults]")).to_contain_text("SyntaxError", timeout=20_000)

    module.write_text(good, encoding="utf-8")
    expect(page.locator("[data-faults]")).to_have_count(0, timeout=20_000)
    expect(page.locator("h1")).to_be_visible()


def test_a_restart_loses_no_request(served, page):
    (served.root / "desk/edit_form.py").touch()
    edit(served.root / "desk/edit_form.py", "An answer:", "An answer to a reply:")
    deadline = time.monotonic() + 4
    while time.monotonic() < deadline:
        assert page.request.get(served.url + KNEE).status == 200


def test_a_taken_port_is_a_sentence(served):
    from tests.support import run

    port = served.url.rpartition(":")[2]
    done = run("desk", "serve", "--port", port, cwd=served.root)

    assert done.returncode == 1
    assert f"make serve PORT={int(port) + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_inbox_outlasts_a_restart(tmp_path, page):
    root = project_copy(tmp_path / "full-range")
    form = {"page": "knee-pain", "author": "Ann", "email": "ann@example.com", "body": "Still here"}
    with preview(root) as first:
        location = page.request.post(f"{first.url}/replies", form=form, max_redirects=0).headers[
            "location"
        ]
    with preview(root) as second:
        until(lambda: page.request.get(second.url + location).ok)
        page.goto(second.url + location)
        expect(page.locator(".comment__body")).to_have_text("Still here")
