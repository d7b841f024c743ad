"""Real servers for tests, each on loopback, in a folder of its own, stopped by who started it."""
