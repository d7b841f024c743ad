"""Checks the site as it is written: every fault at once, each with file, line and cure.

Pelican leaves out a page that it cannot read and goes on; what it does not know it takes for text.
Here the files are read as an author reads them, before any of that. ``python -m plugins.check``.
"""
