"""An HTTP client that costs little."""

import re
import socket


class HttpClient:
    """GET over one kept connection; knows just the answers it gets here."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.host = f"127.0.0.1:{port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def get(self, target):
        """The body of a 200; anything else raises."""
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode("ascii"))
        received = self.more(b"")
        while b"\r\n\r\n" not in received:
            received = self.more(received)
        head, body = received.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?i)\r\ncontent-length: *(\d+)", head).group(1))
        while len(body) < length:
            body = self.more(body)
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"{target}: {head[:100]!r} {body[:500]!r}")
        return body

    def more(self, received):
        chunk = self.socket.recv(65536)
        if not chunk:
            raise ConnectionError("the gateway closed the connection")
        return received + chunk
