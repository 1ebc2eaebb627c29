"""Debian's nginx with the configuration that `bangvang nginx` writes."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support import run

NGINX = "/usr/sbin/nginx"
WRAPPER = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal.conf;
}}
"""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a built site; give its address. The configuration is written anew."""
    folder, port = site.parent, _free_port()
    listen = f"127.0.0.1:{port}"
    run("nginx", "--to", "portal.conf", "--root", site, "--listen", listen, folder=folder)
    wrapper = folder / "nginx.conf"
    # The workers must be able to read what only this user may.
    user = "user root;" if os.getuid() == 0 else ""
    wrapper.write_text(WRAPPER.format(folder=folder, user=user))
    subprocess.run([NGINX, "-t", "-q", "-c", wrapper], check=True)
    server = subprocess.Popen([NGINX, "-c", wrapper])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def get(address: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return the status, the headers and the body of an answer."""
    connection = http.client.HTTPConnection(address.split("/")[2])
    connection.request(
        "GET", f"/{path}", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    answer = connection.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    connection.close()
    return found
