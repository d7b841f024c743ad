"""``python -m plugins.hosting nginx``: prints the site file for nginx, read from the built site."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pelican.settings import read_settings

from plugins.hosting.nginx import nginx_site
from plugins.hosting.pages import read_pages
from plugins.hosting.rules import rules


def main(arguments: Sequence[str]) -> int:
    """Print the file; returns the exit status."""
    options = _parser().parse_args(arguments)
    settings = read_settings(options.settings)
    output, address = Path(settings["OUTPUT_PATH"]), settings["SITEURL"]
    if not address:
        return _refuse(f"SITEURL is empty in {options.settings}; write the address of the site")
    if not (output / ".htaccess").is_file():
        return _refuse(
            f"there is no published site in {output}; "
            f"build it first: pelican content -s {options.settings}"
        )
    found = rules(settings, read_pages(output, address))
    if found.base:
        return _refuse(f"SITEURL is {address}; this is for sites that have a host to themselves")
    folder = f"/etc/letsencrypt/live/{found.host}"
    certificate = options.certificate or f"[{folder}/fullchain.pem]"
    key = options.key or f"[{folder}/privkey.pem]"
    sys.stdout.write(nginx_site(found, options.root, certificate, key))
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
