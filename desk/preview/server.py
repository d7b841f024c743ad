"""Runs the preview: one process on loopback with site, desk, inbox and watcher."""

import os
import secrets
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

from desk import config
from desk.app import create_app
from desk.building import build
from desk.preview.http import PreviewServer
from desk.preview.news import News
from desk.preview.site import blueprint
from desk.preview.watch import check, report, watch_and_build
from desk.services import open_services
from desk.workers import workers

_SOCKET = "FULL_RANGE_SOCKET"
"""Environment variable: the listening socket that a restarted server takes over."""

HOST = "127.0.0.1"


def serve(root: Path, port: int) -> None:
    """Serve until interrupted."""
    inherited = os.environ.pop(_SOCKET, "")
    listener = _inherited_listener(inherited) if inherited else _listener(port)
    with ThreadPoolExecutor(1) as pool:  # build and desk get ready side by side
        first_build = pool.submit(build, root)
        services = open_services(config.load(root))
        app = create_app(services)
    for one in workers(services):
        one.start()
    news = News(run=secrets.token_hex(4))
    app.extensions["news"] = news
    app.register_blueprint(blueprint)
    report(first_build.result(), news)
    if not inherited:
        _greet(port, services.credentials.new_link_token())
    server = PreviewServer(HOST, port, app, listener.fileno())
    is_code_new = Event()
    watcher = Thread(
        target=watch_and_build, args=(root, news, lambda: _stop(server, is_code_new)), daemon=True
    )
    watcher.start()
    # Aside, so that no change is missed meanwhile.
    Thread(target=check, args=(root, news), daemon=True).start()
    server.serve_forever(poll_interval=0.1)
    if not is_code_new.is_set():
        sys.stdout.write("\nStopped.\n")
        return
    news.close()
    server.finish()
    _begin_anew(listener)


def _listener(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        raise SystemExit(
            f"Port {port} cannot be used ({error.strerror}); try: make serve PORT={port + 1}"
        ) from None
    listener.listen(512)
    return listener


def _inherited_listener(handle: str) -> socket.socket:
    return socket.socket(fileno=int(handle))


def _stop(server: PreviewServer, is_code_new: Event) -> None:
    """Make way for the changed code; code that cannot be loaded changes nothing."""
    check = [sys.executable, "-c", "import desk.preview.server"]
    run = subprocess.run(check, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.stdout.write(f"The desk goes on with its old code:\n{run.stderr}\n")
        return
    is_code_new.set()
    server.shutdown()


def _begin_anew(listener: socket.socket) -> None:
    """Become the changed code, on the same socket: who comes meanwhile waits in its queue."""
    os.set_inheritable(listener.fileno(), True)
    os.environ[_SOCKET] = str(listener.fileno())
    os.execv(sys.executable, [sys.executable, "-m", "desk", *sys.argv[1:]])


def _greet(port: int, token: str) -> None:
    address = f"http://{HOST}:{port}"
    sys.stdout.write(
        f"\nSite     {address}/\n"
        f"Desk     {address}/desk/\n"
        f"Sign in  {address}/desk/sign-in?token={token}   (once)\n\n"
        "Edit anything; open pages reload by themselves. Ctrl-C stops.\n"
    )
    sys.stdout.flush()
