"""An import from start to end: read, plan, store, file."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from desk.exchange import page_map, recognise
from desk.exchange.arrivals import Arrivals
from desk.exchange.finder import Finder
from desk.exchange.plan import Rules, plan
from desk.exchange.records import ExchangeError, Export
from desk.exchange.report import Report
from desk.pages import NoManifestError
from desk.services import Services


def import_replies(
    services: Services,
    path: Path,
    *,
    dry_run: bool = False,
    map_file: Path | None = None,
    owners: tuple[str, ...] = (),
) -> Report:
    """Bring in the replies of a file; the same file again brings nothing twice.

    What was published there is published here: its files are written by the desk as always. A dry
    run changes nothing. Raises ExchangeError where the file or the mapping file cannot be read.
    """
    export = recognise.read(path, ZoneInfo(services.config.site["TIMEZONE"]))
    return import_export(services, export, dry_run=dry_run, map_file=map_file, owners=owners)


def import_export(
    services: Services,
    export: Export,
    *,
    dry_run: bool = False,
    map_file: Path | None = None,
    owners: tuple[str, ...] = (),
) -> Report:
    """The same for replies that have been read."""
    try:
        pages = services.pages.all()
    except NoManifestError as error:
        raise ExchangeError(str(error)) from None
    arrivals, now = Arrivals(services.engine), services.clock()
    rules = Rules(
        finder=Finder(pages.values(), page_map.read(map_file, pages) if map_file else {}),
        now=now,
        keep_email=timedelta(days=services.config.site["REPLIES_KEEP_EMAIL_DAYS"]),
        known=arrivals.known(export.source),
        taken=arrivals.taken(),
        owners=owners,
    )
    items = plan(export, rules)
    if not dry_run:
        arrivals.take_in(export.source, items, now)
        services.filing.run()
    return Report(export, tuple(items), dry_run)
