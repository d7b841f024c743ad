"""Copies of all that is nowhere else: the inbox, the published comments, the key."""
