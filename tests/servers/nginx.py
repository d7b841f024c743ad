"""A real nginx, with the server blocks of a test, on ports of loopback."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.provide import find

_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def nginx(folder: Path, config: str) -> Iterator[Path]:
    """A server that runs with this text in its ``http`` block.

    What it includes by a name without a slash in front lies in ``folder``. Yields the folder of its
    logs: ``access.log`` and ``error.log``, where the text does not say otherwise.
    """
    logs = folder / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    # An administrator's server would hand its work to a user who may not read a test's folder.
    user = "user root;" if os.geteuid() == 0 else ""
    paths = "".join(f"{name}_temp_path {folder}/{name};\n" for name in _TEMPORARY)
    (folder / "nginx.conf").write_text(
        f"daemon off;\n{user}\npid {folder}/nginx.pid;\nerror_log {logs}/error.log notice;\n"
        "events {}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log {logs}/access.log;\n"
        f"{paths}{config}\n}}\n",
        "utf-8",
    )
    command = [str(find("nginx")), "-c", str(folder / "nginx.conf"), "-e", str(logs / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr, checked.stderr
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield logs
    finally:
        server.terminate()
        server.wait(20)
