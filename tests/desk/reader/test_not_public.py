"""The e-mail address of a visitor, and the keys of her pages, are in nothing that is published."""

import hashlib
from pathlib import Path

from tests.desk.reader.support import link, mail
from tests.support import reply

ADDRESS = "Ann.Private@visitor.example"


def public_bytes(*folders: Path) -> bytes:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 10
    return b"\n".join(path.read_bytes() for path in files)


def signs_of(address: str) -> list[str]:
    """The address, its parts and what others derive from it: remote avatars, for one."""
    spellings = (address, address.lower())
    hashes = [
        hashlib.new(name, spelling.encode()).hexdigest()
        for name in ("md5", "sha1", "sha256")
        for spelling in spellings
    ]
    return [*spellings, *address.split("@"), address.lower().split("@")[0], *hashes]


def test_no_address_and_no_key_ends_in_the_content_or_the_built_site(
    built_site, reader, services, clock
):
    """A visitor who does all there is to do: published, corrected, answered, waiting, refused."""
    wishes = {"on_published": "y", "on_answers": "y"}
    reader.send(email=ADDRESS, url="https://site.example", body="Seen by all.", **wishes)
    keys = [reader.location.rpartition("/")[2], link(mail(services)[0]).rpartition("/")[2]]
    reader.client.post(link(mail(services)[0]))
    id = services.inbox.find("pending")[0].id
    services.inbox.answer(id, "The Owner", "Answered.")
    reader.correct(body="Corrected for all.")
    services.inbox.decide(services.inbox.find("pending")[0].id, "approve")
    for body, verb in (("Waits.", ""), ("Spam.", "spam"), ("Trash.", "trash")):
        clock.forward(minutes=1)
        reader.client.post("/replies", data=reply(email=ADDRESS, body=body))
        if verb:
            services.inbox.decide(services.inbox.find("pending")[-1].id, verb)
    services.filing.run()
    built_site.build(REPLIES_AVATARS="pattern")

    found = public_bytes(built_site.root / "content", built_site.output).decode("utf-8", "replace")
    assert "Corrected for all." in found
    assert "Answered." in found
    assert [word for word in ("Waits.", "Spam.", "Trash.", "Seen by all.") if word in found] == []
    assert [sign for sign in signs_of(ADDRESS) if sign in found] == []
    assert [key for key in keys if key in found] == []
