"""A bare client of a Jupyter kernel: two ZeroMQ sockets, its own signatures, nothing else."""

import datetime
import hashlib
import hmac
import json
import uuid

import zmq

DELIMITER = b"<IDS|MSG>"
PATIENCE_MS = 30_000


class RawClient:
    """Sends silent execute_requests one at a time; a call is over at reply and idle."""

    def __init__(self, connection):
        self.key = hmac.new(connection["key"].encode(), digestmod=hashlib.sha256)
        self.session = uuid.uuid4().hex
        self.context = zmq.Context()
        self.shell = self.open(zmq.DEALER, connection, "shell_port")
        self.iopub = self.open(zmq.SUB, connection, "iopub_port")
        self.poller = zmq.Poller()
        self.poller.register(self.shell, zmq.POLLIN)
        self.poller.register(self.iopub, zmq.POLLIN)

    def open(self, kind, connection, port):
        opened = self.context.socket(kind)
        opened.linger = 0
        if kind == zmq.SUB:
            opened.subscribe(b"")
        opened.connect(f"{connection['transport']}://{connection['ip']}:{connection[port]}")
        return opened

    def __enter__(self):
        self.subscribed()
        return self

    def __exit__(self, *_):
        self.context.destroy(linger=0)

    def subscribed(self):
        """A subscription takes effect late: ask until IOPub answers, too."""
        for _ in range(100):
            asked = self.send("kernel_info_request", {})
            if self.iopub.poll(100) and self.parent_of(self.iopub) == asked:
                self.drain()
                return
        raise RuntimeError("nothing was heard on IOPub")

    def drain(self):
        while self.poller.poll(300):
            for ready, _ in self.poller.poll(0):
                ready.recv_multipart()

    def execute(self, code):
        """What the code wrote to standard output."""
        asked = self.send("execute_request", execution(code))
        text, replied, idle = "", False, False
        while not (replied and idle):
            ready = self.poller.poll(PATIENCE_MS)
            if not ready:
                raise TimeoutError("the kernel is silent")
            for each, _ in ready:
                header, parent, content = self.receive(each)
                if parent.get("msg_id") != asked:
                    continue
                kind = header["msg_type"]
                if kind == "stream":
                    text += content["text"]
                replied |= kind == "execute_reply" and succeeded(content)
                idle |= kind == "status" and content["execution_state"] == "idle"
        return text

    def send(self, kind, content):
        header = {
            "msg_id": uuid.uuid4().hex,
            "session": self.session,
            "username": "bench",
            "date": datetime.datetime.now(datetime.UTC).isoformat(),
            "msg_type": kind,
            "version": "5.3",
        }
        frames = [json.dumps(header).encode(), b"{}", b"{}", json.dumps(content).encode()]
        self.shell.send_multipart([DELIMITER, self.sign(frames), *frames])
        return header["msg_id"]

    def receive(self, ready):
        frames = ready.recv_multipart()
        start = frames.index(DELIMITER) + 1
        signed = frames[start + 1 : start + 5]
        if not hmac.compare_digest(self.sign(signed), frames[start]):
            raise RuntimeError("a signature is wrong")
        return json.loads(signed[0]), json.loads(signed[1]), json.loads(signed[3])

    def parent_of(self, ready):
        return self.receive(ready)[1].get("msg_id")

    def sign(self, frames):
        signature = self.key.copy()
        for frame in frames:
            signature.update(frame)
        return signature.hexdigest().encode()


def execution(code):
    """The same switches as the gateway's, but nothing evaluated afterwards."""
    return {
        "code": code,
        "silent": True,
        "store_history": False,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": False,
    }


def succeeded(reply):
    if reply["status"] != "ok":
        raise RuntimeError(f"{reply.get('ename')}: {reply.get('evalue')}")
    return True
