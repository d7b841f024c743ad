import json

import pytest

from desk.submission import Reply
from tests.support import desk_environment, desk_services, run

ANN = "ann@xyzzy.example"


@pytest.fixture
def desk(built_site):
    """A function that runs `python -m desk …` where one comment of Ann's is published."""
    services = desk_services(built_site)
    id = services.inbox.receive(Reply("knee-pain", "", "Ann", ANN, "", "Thanks.")).id
    services.inbox.decide(id, "approve")
    services.filing.run()
    services.engine.dispose()
    environment = desk_environment(built_site)
    return lambda *words, **kwargs: run("desk", *words, env=environment, **kwargs)


def kept(desk) -> list[dict[str, object]]:
    return list(json.loads(desk("export-person", ANN, "--json").stdout)["kept"]["replies"])


def test_export_speaks_json_and_to_people(desk):
    assert kept(desk)[0]["body"] == "Thanks."
    assert "body: Thanks." in desk("export-person", ANN).stdout
    assert desk("export-person", "bob@x.example").stdout == "Nothing is kept of this address.\n"


def test_erase_asks_and_a_no_erases_nothing(desk):
    done = desk("erase", ANN, input="n\n")

    assert done.returncode == 1
    assert "1 published comment will lose the e-mail address" in done.stdout
    assert len(kept(desk)) == 1


def test_erase_names_what_others_wrote_of_the_person(desk, built_site):
    services = desk_services(built_site)
    reply = Reply("knee-pain", "", "Bob", "bob@x.example", "", "Ann is right.")
    id = services.inbox.receive(reply).id
    services.engine.dispose()

    assert f"  {id}  Bob: Ann is right.\n" in desk("erase", ANN, "--text", input="n\n").stdout
    assert id not in desk("erase", ANN, input="n\n").stdout


def test_erase_with_yes_and_again(desk, built_site):
    assert desk("erase", ANN, "--text", "--yes").stdout.startswith("Erased: 1 reply")
    assert json.loads(desk("erase", ANN, "--yes", "--json").stdout) == {"erased": ""}
    (file,) = (built_site.comments / "knee-pain").glob("*.txt")
    assert "[erased at the writer's wish]" in file.read_text("utf-8")


def test_what_is_no_address_is_said(desk):
    for words in (("export-person", "ann"), ("erase", "ann", "--yes")):
        done = desk(*words)
        assert done.returncode == 1
        assert "whole e-mail address" in done.stderr
