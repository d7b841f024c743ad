"""The page for addresses that are not there."""

from tests.support import Site


def links(site: Site) -> list[str]:
    return [link["href"] for link in site.page("404.html").select("a[href], link[href]")]


def test_its_links_hold_wherever_the_host_shows_it(site):
    site.article()
    site.build(SITEURL="https://knees.test/blog", FEED_DOMAIN="https://knees.test/blog")
    elsewhere = [link for link in links(site) if not link.startswith(("#", "https://knees.test/"))]

    assert elsewhere == []


def test_it_offers_what_there_is(site):
    for number in range(5):
        site.article(f"article-{number}", Title=f"Article {number}", Date=f"2020-01-0{number + 1}")
    site.drill()
    site.build()
    page = site.page("404.html").main
    offered = [link["href"] for link in page.find_all("a")]

    assert offered[:4] == ["/", "/archives/", "/drills/", "/drills/#look-up"]
    assert offered[4:] == [f"/articles/article-{number}/" for number in (4, 3, 2)]


def test_it_offers_nothing_that_is_not(site):
    site.build()

    assert "/drills/" not in [link["href"] for link in site.page("404.html").main.find_all("a")]
    assert site.page("404.html").h2 is None
