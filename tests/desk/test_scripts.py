"""The scripts on the pages that the desk shows to readers: its own, whatever host the site has."""

import re

from tests.support import PAGE, desk_services, reply, served_desk, soup


def test_a_page_of_the_desk_loads_the_desks_own_scripts(built_site):
    services = desk_services(built_site, SITEURL="https://site.example")
    with served_desk(services) as client:
        page = client.get("/replies/new", params={"page": PAGE})
        sources = [it["src"] for it in soup(page).select("script[src]")]
        loaded = [client.get(source) for source in sources]

    assert len(sources) == 1
    assert all(source.startswith("/replies/scripts/") for source in sources)
    assert {it.status_code for it in loaded} == {200}
    assert {it.headers["content-type"] for it in loaded} == {"text/javascript; charset=utf-8"}
    assert {it.headers["cache-control"] for it in loaded} == {"public, max-age=31536000, immutable"}
    assert "script-src 'self';" in page.headers["content-security-policy"]
    policy = page.headers["content-security-policy"].split("; ")
    assert [it for it in policy if "site.example" in it] == ["img-src 'self' https://site.example"]


def test_what_a_script_imports_is_beside_it(client):
    sources = soup(client.post("/replies", data=reply(body=""))).select("script[src]")
    imported = re.findall(r'import "\./(.+?)"', client.get(sources[0]["src"]).text)

    assert len(imported) == 5
    assert all(client.get(f"/replies/scripts/{name}").is_success for name in imported)


def test_only_the_scripts_are_there(client):
    for name in ("keep.js", "keep.00000000.js", "..%2Fapp.py"):
        assert client.get(f"/replies/scripts/{name}").status_code == 404
