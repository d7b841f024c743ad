"""``make bench``: measures everything, or what ``ONLY=`` names, and prints a table of each."""

import argparse
from collections.abc import Callable

from bench import check, desk, drills, imports, publish, replies, thread

_PARTS: dict[str, Callable[[int], None]] = {
    "drills": drills.main,
    "check": check.main,
    "publish": publish.main,
    "replies": lambda _: replies.main(),
    "desk": lambda _: desk.main(100_000),
    "thread": lambda _: thread.main(200),
    "imports": lambda _: imports.main(10_000),
}


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="PART", help=", ".join(_PARTS))
    parser.add_argument("--number", type=int, default=1000, help="how many drills and articles")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.only) - set(_PARTS))
    if unknown:
        parser.error(f"There is no {', '.join(unknown)}; there is {', '.join(_PARTS)}")
    for name in arguments.only or _PARTS:
        print(f"\n{name}\n{'=' * len(name)}", flush=True)
        _PARTS[name](arguments.number)


if __name__ == "__main__":
    main()
