"""Pelican plugins of this site, one folder a feature.

Import them by their dotted name (``plugins.comments``), so that Pelican, the desk and the tests
share one copy of every class.
"""
