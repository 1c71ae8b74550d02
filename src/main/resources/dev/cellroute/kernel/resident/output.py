"""Whose text and whose displays: streams, threads and messages find the call they belong to."""


def route(stream, collects):
    """Make a stream ask whose text it is given. It stays the object that everybody has."""
    original_write, original_flush = stream.write, stream.flush

    def write(text):
        call = owner.get() or current()
        if call is None or not isinstance(text, str):
            return original_write(text)  # which complains as ever when it is no text
        if lane.is_child:
            write_as_child(text, collects)
        elif collects and call.open:
            call.write(text)
        return len(text)

    def flush():
        if (owner.get() or current()) is None:
            original_flush()

    stream.write, stream.flush = write, flush


def write_as_child(text, collects):
    """A forked child has the pipe of its call, and none of the lane."""
    if collects:
        data = text.encode("utf-8", "replace")
        while data:
            data = data[write_fd(1, data):]


def note_threads():
    """Let threads and pools know the call that gave them work."""
    start, init, run = threading.Thread.start, pools._WorkItem.__init__, pools._WorkItem.run

    def noting_start(self):
        call = self._cellroute_call = owner.get() or current()
        start(self)
        if call is not None and call.interrupt and get_ident() == main:
            call.stop()

    def noting_init(self, *args, **kwargs):
        init(self, *args, **kwargs)
        self._cellroute_call = owner.get() or current()

    def noting_run(self, *args, **kwargs):
        thread = current_thread()
        before = getattr(thread, "_cellroute_call", None)
        thread._cellroute_call = getattr(self, "_cellroute_call", None)
        try:
            run(self, *args, **kwargs)
        finally:
            thread._cellroute_call = before

    threading.Thread.start = noting_start
    pools._WorkItem.__init__ = noting_init
    pools._WorkItem.run = noting_run
    return start


def collect_messages():
    """Take what a call shows where ipykernel hands it to its session."""
    original_send, iopub = session.send, kernel.iopub_socket

    def send(stream, msg_or_type, *args, **kwargs):
        call = owner.get() or current()
        if call is None or stream is not iopub:
            return original_send(stream, msg_or_type, *args, **kwargs)
        fragment = fragment_of(msg_or_type, *args, **kwargs)
        if fragment is None:
            return original_send(stream, msg_or_type, *args, **kwargs)
        if call.open and not lane.is_child:
            call.failed |= kind_of(msg_or_type) == "error"
            call.show(fragment)
        return msg_or_type if isinstance(msg_or_type, dict) else None

    session.send = send


def kind_of(message):
    """The type of a message, or of one that is still to be made."""
    return message["header"]["msg_type"] if isinstance(message, dict) else message


def fragment_of(message, content=None, *_, **__):
    """A message as a JSON array; None for those that are no output."""
    kind = kind_of(message)
    content = message["content"] if isinstance(message, dict) else content
    if kind in SHOWN:
        tail = [] if kind == "execute_result" else [content.get("transient", {})]
        return session.pack([SHOWN[kind], content["data"], content["metadata"], *tail])
    if kind == "clear_output":
        return b'["clear",true]' if content["wait"] else b'["clear",false]'
    if kind == "error":
        return json_of(["error", content["ename"], content["evalue"], list(content["traceback"])])
    return None
