"""Checks the site as it was built: what readers and their programs will meet."""
