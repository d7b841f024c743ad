"""Puts the site out: build, check, send, look; nothing public changes before all is well.

Not a Pelican plugin but a command, ``python -m plugins.publish``; ``hosts/`` has a module for each
kind of place that a site can be sent to.
"""
