"""A small JSON API for the owner's own programs: list, show, decide and answer.

It takes no cookie, only a token that the command line made; so no page elsewhere can make a
browser use it. It speaks as the command line does with ``--json``.
"""
