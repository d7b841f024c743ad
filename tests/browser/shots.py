"""``make shots``: a picture of every kind of page into ``var/shots/``, to be looked at.

Each at 390 and 1280 px, light and dark, and printed on A4.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.gallery import gallery
from tests.browser.provide import provide_browser
from tests.support import ROOT

SHOTS = ROOT / "var" / "shots"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}


def main() -> None:
    """Take all pictures."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    path = provide_browser()
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
        playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-quic"]
        ) as browser,
        gallery(Path(folder) / "full-range", browser) as shown,
    ):
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                look = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
                for name, page, _ in shown.pages(**look):
                    page.screenshot(path=SHOTS / f"{name}-{size}-{scheme}.png", full_page=True)
        for name, page, _ in shown.pages():
            page.pdf(path=SHOTS / f"{name}-print.pdf", format="A4", print_background=True)
    print(f"{len(list(SHOTS.iterdir()))} pictures in {SHOTS.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
