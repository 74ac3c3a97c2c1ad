"""HTTP as anybody on this machine might speak it: any Host, any Origin, any body."""

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit


def ask(
    url: str, *, body: Any = None, method: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, str, dict[str, str]]:
    """Status, text and headers. body: bytes as they are, anything else as JSON."""
    parts = urlsplit(url)
    sent = {} if body is None or isinstance(body, bytes) else {"Content-Type": "application/json"}
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        wanted = method or ("GET" if data is None else "POST")
        connection.request(wanted, path, data, {**sent, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    finally:
        connection.close()
