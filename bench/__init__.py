"""Measurements of speed; not part of the site and not among the tests."""
