"""``python -m desk``: the command line of the desk."""

from desk.cli import main

main()
