"""One module a format: each reads a file into `desk.exchange.records`."""
