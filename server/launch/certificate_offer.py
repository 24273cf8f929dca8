"""A plain HTTP port that offers one file: the certificate of the local authority.

A tablet cannot fetch it by HTTPS before it trusts it. Nothing else is served here, and the fingerprint that the
launcher prints tells whether the file arrived as it was sent.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

PATH = "/lobbybook-ca.crt"
ANSWER_WITHIN = 0.1
"""Seconds within which a request to stop is noticed."""
PATIENCE = 10.0
"""Seconds after which a silent connection is dropped."""


class _Handler(BaseHTTPRequestHandler):
    timeout = PATIENCE
    server_version = "Lobbybook"
    sys_version = ""
    certificate: bytes

    def do_GET(self) -> None:
        if self.path.partition("?")[0] not in ("/", PATH):
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/x-x509-ca-cert")
        self.send_header("Content-Disposition", f'attachment; filename="{PATH[1:]}"')
        self.send_header("Content-Length", str(len(self.certificate)))
        self.end_headers()
        self.wfile.write(self.certificate)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: the terminal belongs to the person who started us."""


class CertificateOffer:
    """Runs while the `with` block does. Port 0 takes any free one."""

    def __init__(self, host: str, port: int, certificate: Path) -> None:
        handler = type("Handler", (_Handler,), {"certificate": certificate.read_bytes()})
        self._server = ThreadingHTTPServer((host, port), handler)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(ANSWER_WITHIN,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
