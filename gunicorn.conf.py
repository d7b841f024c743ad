"""How gunicorn runs a public desk; it reads this file by itself. Options of its own go before."""

bind = "127.0.0.1:8001"
workers = 2
# Many requests in turn in one thread, not in many: threads of Python get in each other's way, and
# one that reads from a slow visitor would be taken from the others.
worker_class = "gevent"
