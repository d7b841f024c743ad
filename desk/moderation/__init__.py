"""Decisions from a mail, on a phone, without the desk's password.

A link from a mail leads to a page that changes nothing; acting takes a press there, and a session
or the owner's PIN. What a link is the key to stands behind its ``#``: a browser keeps that to
itself, so that no log, proxy or program that opens links for safety ever holds it. ``tokens``
makes these keys and uses them up, ``page`` is where they lead.
"""
