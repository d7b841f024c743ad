"""An import from start to end: read, plan, store, file."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from desk.exchange import page_map, recognise
from desk.exchange.arrivals import Arrivals
from desk.exchange.finder import Finder
from desk.exchange.plan import Rules, plan
from desk.exchange.records import ExchangeError, Export
from desk.exchange.report import Report
from desk.pages import NoManifestError
from desk.services import Services

_NOTHING: Mapping[str, str] = MappingProxyType({})


def import_replies(
    services: Services,
    source: Path | Export,
    *,
    dry_run: bool = False,
    map_file: Path | None = None,
    owners: tuple[str, ...] = (),
    mapped: Mapping[str, str] = _NOTHING,
) -> Report:
    """Bring in the replies of a file, or of what was read already; again brings nothing twice.

    What was published there is published here: its files are written by the desk as always. A dry
    run changes nothing. ``mapped`` leads from old addresses to the ids of pages. Raises
    ExchangeError where the file or the mapping file cannot be read.
    """
    zone = ZoneInfo(services.config.site["TIMEZONE"])
    export = source if isinstance(source, Export) else recognise.read(source, zone)
    try:
        pages = services.pages.all()
    except NoManifestError as error:
        raise ExchangeError(str(error)) from None
    known = {address: id for address, id in mapped.items() if id in pages}
    arrivals, now = Arrivals(services.engine, services.config.secret_key), services.clock()
    rules = Rules(
        finder=Finder(pages.values(), known | (page_map.read(map_file, pages) if map_file else {})),
        now=now,
        keep_email=timedelta(days=services.config.site["REPLIES_KEEP_EMAIL_DAYS"]),
        mark=arrivals.mark,
        known=arrivals.known(export.source),
        taken=arrivals.taken(),
        owners=owners,
    )
    items = plan(export, rules)
    if dry_run:
        return Report(export, tuple(items), dry_run)
    arrivals.take_in(export.source, items, now)
    return Report(export, tuple(items), dry_run, tuple(services.filing.run()))
