"""Several sites on one desk: each a folder of its own, with its own inbox, key and settings."""
