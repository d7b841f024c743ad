"""What the command line tells of the guard: what a list would hold, and what was learnt."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from desk.guard.words import WordList, hosts, read_list
from desk.inbox import Inbox
from desk.services import Services
from desk.submission import Status, Submission

_AT_ONCE = 500


@click.command("try-words")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
@click.pass_obj
def try_words(services: Callable[[], Services], file: Path, as_json: bool) -> None:
    """Say which published replies a list of words would have held wrongly, and what spam."""
    word_list, empty = read_list(file.read_text("utf-8"))
    inbox = services().inbox
    wrongly = _held(inbox, "approved", word_list)
    rightly = _held(inbox, "spam", word_list)
    if as_json:
        found = {"wrongly": wrongly, "rightly": rightly, "lines_without_a_word": list(empty)}
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for number in empty:
        click.echo(f"{file}:{number}: there is no word in this line")
    for entry, ids in sorted(wrongly.items(), key=lambda item: -len(item[1])):
        click.echo(f"{entry}: would have held {len(ids)} that you published, such as {ids[0]}")
    held = len({id for ids in wrongly.values() for id in ids})
    spam = len({id for ids in rightly.values() for id in ids})
    click.echo(f"Published replies held wrongly: {held}. Spam held rightly: {spam}.")


@click.command("spam-words")
@click.option("--limit", default=20, show_default=True, help="At most so many of each.")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
@click.pass_obj
def spam_words(services: Callable[[], Services], limit: int, as_json: bool) -> None:
    """Show the words that your decisions taught the guard to watch."""
    spam, ham = services().guard.memory.telling_words(limit)
    if as_json:
        click.echo(json.dumps({"spam": spam, "published": ham}, ensure_ascii=False, indent=1))
    elif not spam and not ham:
        click.echo(
            "Nothing is learnt yet: it takes five replies published and five marked as spam."
        )
    else:
        click.echo(f"Speak of spam: {', '.join(spam)}\nSpeak against it: {', '.join(ham)}")


def _held(inbox: Inbox, status: Status, word_list: WordList) -> dict[str, list[str]]:
    """The ids of the replies that each entry of a list is found in."""
    held: dict[str, list[str]] = {}
    for submission in _all(inbox, status):
        beside = hosts(submission.url) | {submission.email.rpartition("@")[2].casefold()}
        text = f"{submission.author}\n{submission.body}"
        for entry in word_list.found_in(text, beside):
            held.setdefault(entry, []).append(submission.id)
    return held


def _all(inbox: Inbox, status: Status) -> Iterator[Submission]:
    offset = 0
    while found := inbox.find(status, _AT_ONCE, offset):
        yield from (submission for submission in found if not submission.by_owner)
        offset += len(found)
