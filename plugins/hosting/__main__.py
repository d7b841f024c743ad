"""``python -m plugins.hosting nginx``: builds the site aside and prints its site file."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.check.building import build_aside, build_findings
from plugins.hosting.nginx import nginx_site
from plugins.hosting.pages import read_pages
from plugins.hosting.rules import rules
from plugins.settings import SettingsError, load_settings


def main(arguments: Sequence[str]) -> int:
    """Print the file; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(options.settings)
    except SettingsError as error:
        return _refuse(str(error))
    address = settings["SITEURL"]
    if not address:
        return _refuse(f"SITEURL is empty in {options.settings}; write the address of the site")
    with TemporaryDirectory() as folder:
        built = build_aside(options.settings, settings["PLUGINS"], Path(folder))
        if built.failure:
            found = build_findings(built, options.settings, ())
            return _refuse("\n".join(f"{it.path}:{it.line}: {it.message}" for it in found))
        known = rules(settings, read_pages(built.output, address))
    if known.base:
        return _refuse(f"SITEURL is {address}; this is for sites that have a host to themselves")
    live = f"/etc/letsencrypt/live/{known.host}"
    certificate = options.certificate or f"[{live}/fullchain.pem]"
    key = options.key or f"[{live}/privkey.pem]"
    sys.stdout.write(nginx_site(known, options.root, certificate, key))
    return 0


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.hosting", description=__doc__)
    parser.add_argument("server", choices=["nginx"], help="for which server")
    parser.add_argument("--settings", default="publishconf.py", help="the settings of the site")
    parser.add_argument(
        "--root", default="[/srv/site/current]", help="the folder of the site on the server"
    )
    parser.add_argument("--certificate", help="the file of the certificate on the server")
    parser.add_argument("--key", help="the file of its key")
    return parser


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
