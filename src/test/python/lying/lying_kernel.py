"""A kernel that lies to one execute_request in the way it is told to, for tests.

    python lying_kernel.py CONNECTION_FILE LIE

It speaks ZMTP 3.0 (NULL) on plain sockets, because no ZeroMQ library would send what it has to
send. Until the first execute_request it is as honest as any kernel. Standard library only.
"""

import hashlib
import hmac
import json
import socket
import struct
import sys
import threading
import uuid

MORE, LONG, COMMAND = 1, 2, 4
DELIMITER = b"<IDS|MSG>"
GREETING = b"\xff" + bytes(8) + b"\x7f" + b"\x03\x00" + b"NULL".ljust(20, b"\0") + bytes(32)


class Peer:
    """One accepted connection after the handshake: whole messages go out and come in."""

    def __init__(self, connection, socket_type):
        self.connection = connection
        self.stream = connection.makefile("rb")
        connection.sendall(GREETING)
        self.stream.read(len(GREETING))
        name = socket_type.encode()
        ready = b"\x05READY\x0bSocket-Type" + struct.pack(">I", len(name)) + name
        connection.sendall(bytes([COMMAND, len(ready)]) + ready)
        self.receive()

    def send(self, frames):
        self.connection.sendall(b"".join(wire(frame, frame is not frames[-1]) for frame in frames))

    def send_raw(self, data):
        self.connection.sendall(data)

    def receive(self):
        """The frames of the next message, or None at the end; a command counts as one."""
        frames, flags = [], MORE
        while flags & MORE:
            head = self.stream.read(1)
            if not head:
                return None
            flags = head[0]
            size = self.stream.read(8 if flags & LONG else 1)
            frames.append(self.stream.read(int.from_bytes(size, "big")))
        return frames


def wire(frame, more):
    flags = MORE if more else 0
    if len(frame) < 256:
        return bytes([flags, len(frame)]) + frame
    return bytes([flags | LONG]) + struct.pack(">Q", len(frame)) + frame


class Kernel:
    """Answers on shell and control, publishes on IOPub, says nothing on the other two."""

    def __init__(self, info, lie):
        self.key = info["key"].encode()
        self.lie = LIES[lie]
        self.subscribers = []
        for channel, socket_type in CHANNELS.items():
            server = socket.create_server((info["ip"], info[channel + "_port"]))
            threading.Thread(target=self.accept, args=(server, channel, socket_type)).start()

    def accept(self, server, channel, socket_type):
        while True:
            connection, _ = server.accept()
            threading.Thread(target=self.serve, args=(connection, channel, socket_type)).start()

    def serve(self, connection, channel, socket_type):
        try:
            peer = Peer(connection, socket_type)
            if channel == "iopub":
                self.subscribers.append(peer)
            for frames in iter(peer.receive, None):
                if DELIMITER in frames:
                    self.hear(peer, [json.loads(each) for each in frames[frames.index(DELIMITER) + 2 :][:4]])
        except OSError:
            pass

    def hear(self, peer, request):
        header = request[0]
        kind = header["msg_type"]
        if kind == "shutdown_request":
            sys.exit()
        if kind == "execute_request":
            self.lie(self, peer, header)
        else:
            self.answer(peer, header, kind.replace("_request", "_reply"), INTRODUCTION)

    def answer(self, peer, header, kind, content, shown=None):
        """What an honest kernel says: busy, what it shows, the reply, idle."""
        self.publish(header, "status", {"execution_state": "busy"})
        if shown:
            self.publish(header, "stream", {"name": "stdout", "text": shown})
        peer.send(self.message(header, kind, content))
        self.publish(header, "status", {"execution_state": "idle"})

    def publish(self, header, kind, content):
        for each in list(self.subscribers):
            each.send([kind.encode()] + self.message(header, kind, content))

    def message(self, parent, kind, content):
        header = {
            "msg_id": str(uuid.uuid4()),
            "session": "lies",
            "username": "kernel",
            "date": "2026-01-01T00:00:00Z",
            "msg_type": kind,
            "version": "5.3",
        }
        return self.signed([json.dumps(each).encode() for each in (header, parent, {}, content)])

    def signed(self, parts):
        digest = hmac.new(self.key, digestmod=hashlib.sha256)
        for part in parts:
            digest.update(part)
        return [DELIMITER, digest.hexdigest().encode()] + parts


def tell_the_truth(kernel, peer, header):
    kernel.answer(peer, header, "execute_reply", {"status": "ok"}, shown="the truth")


def sign_badly(kernel, peer, header):
    for _ in range(5):
        frames = kernel.message(header, "execute_reply", {"status": "ok"})
        frames[1] = b"0" * 64
        peer.send(frames)


def send_no_json(kernel, peer, header):
    for _ in range(5):
        parts = kernel.message(header, "execute_reply", {"status": "ok"})[2:]
        peer.send(kernel.signed(parts[:3] + [b'{"status": ']))


def announce_two_gigabytes(kernel, peer, header):
    peer.send_raw(bytes([LONG]) + struct.pack(">Q", 2 << 30) + b"x" * 100)


def announce_less_than_nothing(kernel, peer, header):
    peer.send_raw(bytes([LONG]) + struct.pack(">q", -1) + b"x" * 100)


def send_a_million_parts(kernel, peer, header):
    for _ in range(3):
        peer.send_raw(bytes([MORE, 0]) * 1_000_000 + bytes(2))


def tell_others(kernel, peer, header):
    """What nobody asked for comes before what was asked for."""
    stranger = dict(header, msg_id="of-somebody-else")
    for kind in ("execute_reply", "no_such_reply", "stream", ""):
        peer.send(kernel.message(stranger, kind, {"status": "error"}))
        peer.send(kernel.message({}, kind, {"status": "error"}))
        kernel.publish(stranger, kind, {"name": "stdout", "text": "of somebody else"})
        kernel.publish(header, kind + "_unknown", {"text": 1})
    tell_the_truth(kernel, peer, header)


def say_nothing(kernel, peer, header):
    pass


CHANNELS = {"shell": "ROUTER", "iopub": "PUB", "stdin": "ROUTER", "control": "ROUTER", "hb": "REP"}
INTRODUCTION = {
    "status": "ok",
    "protocol_version": "5.3",
    "implementation": "liar",
    "implementation_version": "1",
    "language_info": {"name": "lies", "version": "1"},
    "banner": "",
}
LIES = {
    "truth": tell_the_truth,
    "bad-signature": sign_badly,
    "no-json": send_no_json,
    "two-gigabytes": announce_two_gigabytes,
    "negative-length": announce_less_than_nothing,
    "million-parts": send_a_million_parts,
    "others": tell_others,
    "silence": say_nothing,
}

if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        Kernel(json.load(file), sys.argv[2])
