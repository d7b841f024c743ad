"""Real nginx and real Apache on free ports of loopback, with a folder of files and nothing else."""

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.servers.nginx import nginx
from tests.servers.provide import find
from tests.support import free_port

HOST = "site.example"
_MODULES = Path("/usr/lib/apache2/modules")
_NEEDED = "mpm_event authz_core alias autoindex deflate dir filter headers mime rewrite"


@dataclass(frozen=True)
class Served:
    """A running server: its client speaks to the site, ``port`` is where it listens."""

    client: httpx.Client
    port: int
    plain_port: int = 0


@contextmanager
def nginx_site(folder: Path, site_file: str) -> Iterator[Served]:
    """A server with this site file, on other ports; its own files go to ``folder``."""
    port, plain_port = free_port(), free_port()
    lines = [line for line in site_file.splitlines() if "listen [::]" not in line]
    text = "\n".join(lines).replace("listen 80;", f"listen 127.0.0.1:{plain_port};")
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    with nginx(folder, text), _client(f"https://127.0.0.1:{port}") as client:
        yield Served(client, port, plain_port)


@contextmanager
def apache(folder: Path, root: Path) -> Iterator[Served]:
    """A server as hosts set it up, which leaves the rest to the ``.htaccess`` in ``root``."""
    port = free_port()
    modules = "".join(
        f"LoadModule {name}_module {_MODULES}/mod_{name}.so\n" for name in _NEEDED.split()
    )
    user = _nobody() if os.geteuid() == 0 else ""
    (folder / "apache.conf").write_text(
        f"{modules}{user}ServerName {HOST}\nListen 127.0.0.1:{port}\nPidFile {folder}/apache.pid\n"
        f"ErrorLog {folder}/apache.log\nDefaultRuntimeDir {folder}\nTypesConfig /etc/mime.types\n"
        "AddType application/x-gzip .gz\nDirectoryIndex index.html\n"
        "AddOutputFilterByType DEFLATE text/html text/plain application/xml\n"
        f'DocumentRoot "{root}"\n<Directory "{root}">\nOptions Indexes FollowSymLinks\n'
        "AllowOverride FileInfo\nRequire all granted\n</Directory>\n",
        "utf-8",
    )
    command = [find("apache2") or "", "-f", f"{folder}/apache.conf", "-D", "FOREGROUND"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with _running(command), _client(f"http://127.0.0.1:{port}") as client:
        yield Served(client, port)


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def _client(address: str) -> Iterator[httpx.Client]:
    # A certificate that nobody else vouches for; what is asked for is answered as it comes.
    headers = {"Host": HOST, "Accept-Encoding": "identity"}
    with httpx.Client(base_url=address, headers=headers, verify=False, timeout=20) as client:
        for _ in range(400):
            try:
                client.get("/")
                break
            except httpx.TransportError:
                time.sleep(0.02)
        yield client


def _nobody() -> str:
    """Somebody who may do little, for a server that will not serve as the administrator."""
    entry = pwd.getpwnam("nobody")
    return f"User {entry.pw_name}\nGroup #{entry.pw_gid}\n"
