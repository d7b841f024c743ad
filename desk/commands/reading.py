"""``list`` and ``show``: what came in."""

from collections.abc import Callable, Iterator
from typing import Literal

import click

from desk.commands.output import as_json, must_get, print_json, report
from desk.criteria import REASONS, Criteria, Reasons, Word
from desk.items import Item, items
from desk.plain import plain
from desk.services import Services
from desk.submission import STATUSES, Status, text_key


@click.command("list")
@click.option("--status", type=click.Choice(STATUSES), help="Only replies of this status.")
@click.option("--search", default="", help="Only with these words, in any part.")
@click.option("--page", default="", help="Only on the page of this id.")
@click.option("--sender", default="", help="Only of this e-mail address.")
@click.option("--same-text", default="", help="Only with the text of the reply of this id.")
@click.option("--reasons", type=click.Choice(REASONS), help="Suspicious, or not.")
@click.option("--order", type=click.Choice(["oldest", "newest"]), help="Which come first.")
@click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="At most so many."
)
@as_json
@click.pass_obj
def list_(
    services: Callable[[], Services],
    status: Status | None,
    search: str,
    page: str,
    sender: str,
    same_text: str,
    reasons: Reasons | None,
    order: Literal["oldest", "newest"] | None,
    limit: int,
    as_json: bool,
) -> None:
    """List replies: the longest waiting first, others newest first."""
    desk = services()
    words = tuple(Word(word, desk.pages.titled(word)) for word in search.split())
    pages = desk.pages.ids(page) if page else ()
    key = text_key(must_get(desk, same_text).body) if same_text else ""
    criteria = Criteria(status, words, pages, sender, key, reasons or "")
    newest_first = order == "newest" if order else status != "pending"
    found = desk.finder.find(criteria, limit, newest_first=newest_first)
    report(found.submissions, as_json)
    if not found.submissions and not as_json:
        click.echo("No replies.")
    if found.after:
        click.echo(f"There are more than {limit}; --limit shows them.", err=True)


@click.command()
@click.argument("id")
@as_json
@click.pass_obj
def show(services: Callable[[], Services], id: str, as_json: bool) -> None:
    """Show one reply whole."""
    desk = services()
    submission = must_get(desk, id)
    if as_json:
        print_json(plain(submission))
    else:
        click.echo("\n".join(_facts(items(desk, [submission])[0])))


def _facts(item: Item) -> Iterator[str]:
    submission = item.submission
    yield f"{submission.id}  {submission.status}"
    yield f"On: {item.page.title if item.page else submission.page_id}"
    yield f"From: {submission.author} {submission.email}".rstrip()
    if submission.withdrawn_at:
        yield "Withdrawn by its writer"
    for link in item.links:
        yield f"Leads to: {link.before}{link.host}{link.after}"
    for reason in submission.reasons:
        yield f"Why it may be spam: {reason}"
    if item.parent:
        yield f"In answer to {item.parent.author}: {' '.join(item.parent.body.split())}"
    if item.others_of_sender:
        yield f"Also {submission.status} of this sender: {item.others_of_sender}"
    if item.others_of_text:
        yield f"Also {submission.status} with the same text: {item.others_of_text}"
    if item.corrected:
        yield f"\nA correction of, by {item.corrected.author}:\n{item.corrected.body}"
    yield f"\n{submission.body}"
