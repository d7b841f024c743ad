"""The published site in a real nginx, with its headers: nothing that pages need is forbidden."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.provide import provide_browser
from tests.hosting.published import ADDRESS, printed, published
from tests.servers.provide import lacking
from tests.servers.serving import HOST, nginx_site

pytestmark = pytest.mark.skipif(bool(lacking("nginx")), reason=lacking("nginx"))

# Style elements, those of figures too, that a policy left without effect.
UNSTYLED = "[...document.querySelectorAll('style')].filter((it) => !it.sheet).length"
ADD = """([tag, text]) => {
    const it = document.createElement(tag);
    it.textContent = text;
    document.body.append(it);
}"""
ARTICLE = "/articles/knee-pain/"
BRIDGE = "/drills/glute-bridge/"
REPORT = """addEventListener("securitypolicyviolation", (event) =>
    console.error(`forbidden: ${event.violatedDirective} ${event.blockedURI}`));"""


@dataclass(frozen=True)
class Published:
    """A site that nginx serves at this port, with the paths of all its pages."""

    port: int
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def site(tmp_path_factory, certificate) -> Iterator[Published]:
    with published(REPLIES_PER_PAGE=2) as (site, conf):
        for number in range(2, 8):
            site.comment(f"c{number}")
        site.build(conf=conf)
        pages = sorted(site.output.rglob("*.html"))
        with nginx_site(tmp_path_factory.mktemp("nginx"), printed(site, certificate)) as served:
            paths = (f"/{path.relative_to(site.output).as_posix()}" for path in pages)
            yield Published(served.port, tuple(paths))


@pytest.fixture(scope="module")
def public(browser: Browser, site: Published) -> Iterator[Browser]:
    """A browser to which the name of the site leads to that server."""
    names = f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{site.port}"
    args = ["--no-sandbox", "--disable-quic", names]
    with browser.browser_type.launch(executable_path=provide_browser(), args=args) as public:
        yield public


@pytest.fixture
def said() -> list[str]:
    """What the browser has to say of the pages it shows."""
    return []


@pytest.fixture
def page(public: Browser, said: list[str]) -> Iterator[Page]:
    with public.new_context(ignore_https_errors=True, base_url=ADDRESS) as context:
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.add_init_script(REPORT)
        page.on("console", lambda it: said.append(f"{page.url}: {it.type}: {it.text}"))
        page.on("pageerror", lambda it: said.append(f"{page.url}: {it}"))
        page.on("requestfailed", lambda it: said.extend(not_loaded(page.url, it)))
        yield page


def not_loaded(address: str, request: Request) -> Iterator[str]:
    # An icon is fetched when all else is done, and given up where the next page is opened.
    if "ERR_ABORTED" not in str(request.failure):
        yield f"{address}: not loaded: {request.url}"


def test_no_page_needs_what_is_forbidden(page, said, site):
    kinds = set()
    for path in site.pages:
        page.goto(path.removesuffix("index.html") if path != "/404.html" else path)
        page.wait_for_load_state("load")
        kinds.add(page.evaluate("document.querySelector('main').firstElementChild.className"))
        # A page without its style sheet has the browser's own letters.
        assert "serif" in page.evaluate("getComputedStyle(document.body).fontFamily"), path
        assert page.evaluate(UNSTYLED) == 0, path

    assert len(site.pages) > 40
    assert len(kinds) > 2
    assert said == []


def test_what_somebody_slips_into_a_page_is_forbidden(page, said):
    page.goto(ARTICLE)
    page.evaluate(ADD, ["script", "window.ran = 1"])
    page.evaluate(ADD, ["style", "h1 { display: none }"])

    assert page.evaluate("window.ran") is None
    expect(page.locator("h1")).to_be_visible()
    assert any("forbidden: script-src-elem inline" in line for line in said)
    assert any("forbidden: style-src-elem inline" in line for line in said)


def test_the_scripts_of_drills_work(page, said):
    page.goto("/drills/")
    page.get_by_label("Joint").select_option("hip")
    expect(page.get_by_role("status")).to_contain_text("drills")
    assert page.locator("[data-cards] > .card:visible").count() > 0
    page.goto(BRIDGE)
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).click()

    painted = page.locator(".glance .figure").first.evaluate(
        "it => getComputedStyle(it).paintOrder"
    )
    assert painted.startswith("stroke")
    assert said == []


def test_a_reply_goes_to_the_desk(page, said):
    sent = []
    page.route("https://desk.example/replies/token*", lambda it: it.fulfill(body="t"))
    page.route(
        "https://desk.example/replies/ping",
        lambda it: it.fulfill(status=204, headers={"Access-Control-Allow-Origin": "*"}),
    )

    def take(route) -> None:
        sent.append(route.request.post_data)
        route.fulfill(body="<h1>Thank you</h1>", content_type="text/html")

    page.route("https://desk.example/replies", take)
    page.goto("/articles/plain/")
    page.locator("[name=author]").fill("Ann")
    page.locator("[name=email]").fill("ann@example.com")
    page.locator("[name=body]").fill("It helped.")
    page.get_by_role("button", name="Post Comment").click()

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert "It+helped" in sent[0]
    assert [line for line in said if "forbidden" in line or "policy" in line.lower()] == []
