"""What the theme needs from Python, the same for Pelican and for the desk.

Not a Pelican plugin: ``pelicanconf.py`` and the desk take Jinja options, filters and globals here.
"""
