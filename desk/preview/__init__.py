"""``make serve``: the built site and the desk at one address, rebuilt and reloaded on change."""
