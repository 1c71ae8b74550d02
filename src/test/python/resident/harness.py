"""A real ipykernel, the gateway's end of both lanes, and nothing else."""

import base64
import itertools
import json
import os
import pathlib
import queue
import shutil
import signal
import socket
import struct
import sys
import tempfile
import time

from jupyter_client import KernelManager

RESOURCES = pathlib.Path(__file__).parents[3] / "main" / "resources" / "dev" / "cellroute"
SETUP = (RESOURCES / "invocation" / "setup.py").read_text("utf-8")
LANE = RESOURCES / "kernel" / "resident"
RESIDENT = (LANE / "resident.py").read_text("utf-8")
MODULES = [[name, (LANE / (name + ".py")).read_text("utf-8")] for name in (LANE / "modules.txt").read_text().split()]
CALL, CANCEL, HELLO, TEXT, END = 1, 2, 16, 17, 18
PATIENCE = 20


def usual(environment):
    """Without what would hide that C code keeps its text in a buffer."""
    return {name: value for name, value in environment.items() if name != "PYTHONUNBUFFERED"}


class Kernel:
    """An ipykernel process, spoken to as the jupyter lane does."""

    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="lane")
        self.manager = KernelManager(connection_file=os.path.join(self.directory, "kernel.json"))
        self.manager._kernel_spec = None
        self.manager.start_kernel(
            env={**usual(os.environ), "IPYTHONDIR": self.directory, "MPLCONFIGDIR": self.directory}, cwd=self.directory,
            stdout=open(os.path.join(self.directory, "out"), "wb"), stderr=open(os.path.join(self.directory, "err"), "wb"))
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.run(SETUP)

    @property
    def pid(self):
        provisioner = getattr(self.manager, "provisioner", None)
        return provisioner.pid if provisioner is not None else self.manager.kernel.pid

    def run(self, source, silent=True, expressions=None):
        """One execute: its outputs in the lane's form, and its reply."""
        message = self.client.execute(source, silent=silent, store_history=False, allow_stdin=False,
                                      user_expressions=expressions or {}, stop_on_error=False)
        outputs, reply = self.outputs(message), self.reply(message)
        if reply["status"] != "ok" and not any(each[0] == "error" for each in outputs):
            outputs.append(["error", reply["ename"], reply["evalue"], reply["traceback"]])
        return outputs, reply

    def outputs(self, message):
        outputs = []
        while True:
            heard = self.client.get_iopub_msg(timeout=PATIENCE)
            if heard["parent_header"].get("msg_id") != message:
                continue
            if heard["msg_type"] == "status" and heard["content"]["execution_state"] == "idle":
                return outputs
            add(outputs, heard["msg_type"], heard["content"])

    def reply(self, message):
        while True:
            heard = self.client.get_shell_msg(timeout=PATIENCE)
            if heard["parent_header"].get("msg_id") == message:
                return heard["content"]

    def call(self, cell, document="{}", info=None):
        """What the jupyter lane answers, as the members of an END."""
        line = '__cellroute_request__("%s")\n' % base64.b64encode(document.encode()).decode()
        outputs, reply = self.run(line + cell, expressions={"RESPONSE": "__cellroute_response__()"})
        found = {"outputs": outputs}
        said = reply.get("user_expressions", {}).get("RESPONSE", {})
        text = said.get("data", {}).get("application/vnd.cellroute.response+json", "{}")
        if text != "{}":
            found["response"] = text
        if any(each["source"] == "ask_exit" for each in reply.get("payload", [])):
            found["leaves"] = True
        if info is not None and not any(each[0] == "error" for each in outputs):
            found["info"] = self.run(info, silent=False)[0]
        return {name: value for name, value in found.items() if value or name == "outputs"}

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        shutil.rmtree(self.directory, ignore_errors=True)

    def log(self):
        return pathlib.Path(self.directory, "err").read_text("utf-8", "replace")


def add(outputs, kind, content):
    """Append what a message shows; text joins the text before it."""
    if kind == "stream":
        if content["name"] == "stdout":
            if outputs and outputs[-1][0] == "stdout":
                outputs[-1][1] += content["text"]
            else:
                outputs.append(["stdout", content["text"]])
    elif kind == "display_data":
        outputs.append(["display", content["data"], content["metadata"], content.get("transient", {})])
    elif kind == "update_display_data":
        outputs.append(["update", content["data"], content["metadata"], content.get("transient", {})])
    elif kind == "execute_result":
        outputs.append(["result", content["data"], content["metadata"]])
    elif kind == "clear_output":
        outputs.append(["clear", content["wait"]])
    elif kind == "error":
        outputs.append(["error", content["ename"], content["evalue"], content["traceback"]])


class Lost(Exception):
    """The lane's connection has ended."""


class Lane:
    """The gateway's end of a kernel's resident lane."""

    def __init__(self, kernel, programs, max_output=1 << 20, max_frame=1 << 24):
        self.kernel = kernel
        self.numbers = itertools.count(1)
        self.path = os.path.join(kernel.directory, "lane%d.sock" % time.monotonic_ns())
        self.cancel_file = self.path + ".cancel"
        with open(self.cancel_file, "wb") as file:
            file.write(bytes(8))
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(self.path)
        listener.listen(1)
        listener.settimeout(PATIENCE)
        settings = {
            "version": 1, "address": {"path": self.path}, "secret": "5ec7e7", "max_output": max_output,
            "max_frame": max_frame, "cancel_file": self.cancel_file, "modules": MODULES,
            "programs": [each if isinstance(each, dict) else {"cell": each} for each in programs]}
        text = base64.b64encode(json.dumps(settings).encode()).decode()
        self.bootstrap = kernel.run(RESIDENT + '\n_cellroute_resident("%s")\n' % text)
        if self.bootstrap[1]["status"] != "ok":
            raise AssertionError("\n".join(self.bootstrap[1]["traceback"]))
        self.socket = listener.accept()[0]
        listener.close()
        self.socket.settimeout(PATIENCE)
        kind, _, payload = self.receive()
        self.hello = json.loads(payload)
        assert kind == HELLO and self.hello["secret"] == "5ec7e7"

    def write(self, kind, number, payload=b""):
        self.socket.sendall(struct.pack(">IBQ", len(payload) + 9, kind, number) + payload)

    def exactly(self, size):
        data = bytearray()
        while len(data) < size:
            try:
                more = self.socket.recv(size - len(data))
            except ConnectionError:
                more = b""
            if not more:
                raise Lost
            data += more
        return bytes(data)

    def receive(self):
        length, = struct.unpack(">I", self.exactly(4))
        frame = self.exactly(length)
        return (*struct.unpack_from(">BQ", frame), frame[9:])

    def frame(self, program, number, document="{}"):
        payload = struct.pack(">H", program) + document.encode()
        return struct.pack(">IBQ", len(payload) + 9, CALL, number) + payload

    def begin(self, program=0, document="{}"):
        """Send a call; its number."""
        number = next(self.numbers)
        self.socket.sendall(self.frame(program, number, document))
        return number

    def answer(self):
        """The next answer: call number and members."""
        kind, number, payload = self.receive()
        if kind == TEXT:
            text = payload.decode("utf-8", "replace")
            return number, {"outputs": [["stdout", text]] if text else []}
        assert kind == END, kind
        return number, {"outputs": [], **json.loads(payload.decode("utf-8", "replace"))}

    def call(self, program=0, document="{}"):
        """One call and its answer."""
        number = self.begin(program, document)
        answered, members = self.answer()
        assert answered == number, (answered, number)
        return members

    def interrupt(self, number):
        """What the gateway does to stop a call that runs."""
        with open(self.cancel_file, "r+b") as file:
            file.write(number.to_bytes(8, "big"))
        os.killpg(self.kernel.pid, signal.SIGINT)

    def close(self):
        self.socket.close()


def text(members):
    """What was printed."""
    return "".join(each[1] for each in members["outputs"] if each[0] == "stdout")


def merged(members):
    """With adjacent texts as one."""
    outputs = []
    for each in members["outputs"]:
        if each[0] == "stdout" and outputs and outputs[-1][0] == "stdout":
            outputs[-1] = ["stdout", outputs[-1][1] + each[1]]
        else:
            outputs.append(each)
    return {**members, "outputs": outputs}


__all__ = [name for name in dir() if not name.startswith("_")] + ["queue", "sys"]
