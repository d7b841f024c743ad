"""``python -m desk check``: whether everything is in place."""
