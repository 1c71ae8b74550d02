"""The connection: frames in, calls in their order, frames out."""


class Lane(asyncio.Protocol):
    """One connection to the gateway: reads frames, runs calls in order, writes answers."""

    def __init__(self):
        self.transport = self.socket = None
        self.chunks = []
        self.missing = 0
        self.queue = collections.deque()
        self.active = []
        self.stepping = None
        self.handler = self.interrupted
        self.is_child = False
        self.is_blocked = False
        self.is_closed = False
        self.is_busy = False
        self.descriptor = None
        self.streams = None
        self.trace = self.profile = None

    # -- the connection

    def connection_made(self, transport):
        self.transport = transport
        self.socket = transport.get_extra_info("socket")
        transport.set_write_buffer_limits(0)
        self.greet()

    def greet(self):
        """Say hello, when the execute that brought us is over: it puts back what it finds changed."""
        if get_signal(SIGINT) is signal.default_int_handler:
            loop.call_later(0.001, self.greet)
            return
        set_signal(SIGINT, self.handler)
        builtins.input, getpass.getpass = refuse_input, refuse_getpass
        for stream, collects in zip(streams, (True, False)):
            route(stream, collects)
        hello = {"version": 1, "secret": settings["secret"], "programs": reasons}
        self.send(HELLO, 0, json_of(hello))

    def connection_lost(self, problem):
        self.is_closed = True
        self.queue.clear()
        for call in self.active:
            call.open = False
            if call.task is not None:
                call.task.cancel()

    def pause_writing(self):
        self.is_blocked = True

    def resume_writing(self):
        self.is_blocked = False
        self.advance()

    def data_received(self, data):
        try:
            self.receive(data)
            if self.is_busy:
                self.receive_more()
        except BaseException:  # a cell has broken what asyncio is made of
            self.cut()
            raise

    def receive_more(self):
        """Take what has come meanwhile without a round of the loop, whose other work gets its turns, too."""
        file = self.socket.fileno()
        for _ in range(ROUNDS):
            if self.is_closed or self.is_blocked or self.active:
                return
            try:
                data = read_fd(file, 65536)
            except OSError:  # nothing, mostly; anything else the transport finds as well
                self.is_busy = False
                return
            self.receive(data)

    def receive(self, data):
        """Take what has come, and begin what can begin."""
        if self.missing > 0:
            self.chunks.append(data)
            self.missing -= len(data)
            if self.missing > 0:
                return
            data = b"".join(self.chunks)
            self.chunks = []
        at = self.read_frames(data)
        if at < len(data) and not self.is_closed:
            rest = data[at:]
            self.chunks = [rest]
            self.missing = (4 + LENGTH.unpack_from(rest)[0] if len(rest) >= 4 else 4) - len(rest)
        self.advance()

    def read_frames(self, data):
        """Take the whole frames; answers where the first that is not whole begins."""
        at, size = 0, len(data)
        while size - at >= 4:
            length, = LENGTH.unpack_from(data, at)
            if not 9 <= length <= max_frame:
                self.abort()
                return size
            end = at + 4 + length
            if end > size:
                break
            self.is_busy = READS_ON and at > 0
            self.hear(data, at + 4, end)
            at = end
        return at

    def hear(self, data, at, end):
        """One frame."""
        kind, number = HEAD.unpack_from(data, at)
        at += 9
        if kind == CALL:
            try:
                program = programs[PROGRAM.unpack_from(data, at)[0]]
                document = str(data[at + 2:end], "utf-8")
                self.queue.append(Call(number, program, document))
            except (struct.error, IndexError, ValueError):
                self.abort()
        elif kind == CANCEL:
            self.cancel(number)
        else:
            self.abort()

    def send(self, kind, number, payload):
        """Write a frame; an answer that is too large for one is over the limit."""
        if len(payload) + 9 > max_frame:
            kind, payload = END, b'{"limit":true}'
        if not self.is_closed:
            self.transport.write(FRAME.pack(len(payload) + 9, kind, number) + payload)

    def abort(self):
        """End the connection: the gateway replaces the kernel."""
        self.is_closed = True
        self.queue.clear()
        self.transport.abort()

    def cut(self):
        """End the connection where not even asyncio can."""
        self.is_closed = True
        self.queue.clear()
        self.socket.shutdown(2)

    # -- giving up

    def cancel(self, number):
        """Give a call up, whether it waits or awaits."""
        for call in self.queue:
            if call.number == number:
                call.cancelled = True
        for call in self.active:
            if call.number == number and call.task is not None:
                call.cancelled = True
                if call.frames:  # a task that is cancelled before its first step never runs; this one ends in it
                    call.task.cancel()

    def stop(self, call):
        """End a call that floods, from whichever thread."""
        if call.task is not None:
            loop.call_soon_threadsafe(call.task.cancel)
        elif get_ident() != main:
            interrupt_all()
        else:
            call.interrupt = True

    def interrupted(self, number, frame):
        """SIGINT: raise in the code of the call it is meant for; wait where one of our frames is on top."""
        call = self.stepping
        if call is None:
            return
        if not (call.over or named_by_cancel_file(call.number)):
            if not self.is_child:
                tell_cancel_file(call.number)
            return
        if not call.over:
            call.cancelled = True
        while frame is not None:
            if is_own(frame):
                call.interrupt = True
                return
            if id(frame.f_code) in call.frames or id(frame.f_code) in runners:
                call.stop()
            frame = frame.f_back

    def become_child(self):
        """A forked child has no lane: its end of the socket is closed, its code ends where the lane begins."""
        self.is_child = True
        try:
            dup2(open_fd("/dev/null", O_RDONLY), self.socket.fileno())
        except Exception:  # the lane is not open: nothing to close
            pass

    # -- calls

    def advance(self):
        """Begin what may begin."""
        while self.queue and self.stepping is None and not self.is_blocked and self.admits(self.queue[0]):
            call = self.queue.popleft()
            if call.cancelled:
                self.send(END, call.number, b'{"cancelled":true}')
            elif call.program.is_async:
                self.begin(call)
                call.task = context.run(loop.create_task, self.run_task(call))
            else:
                self.begin(call)
                context.run(self.run, call)
        if not self.active and self.descriptor.installed is not None:
            self.descriptor.uninstall()

    def admits(self, call):
        """Whether a call may begin beside those that run."""
        if not self.active:
            return True
        most = min(each.program.concurrency for each in [call, *self.active])
        return len(self.active) < most

    def begin(self, call):
        """The state that a call finds, and leaves behind."""
        if not self.active:
            self.streams = sys.__dict__.get("stdout"), sys.__dict__.get("stderr")
            self.trace, self.profile = gettrace(), getprofile()
        self.active.append(call)
        self.descriptor.give(call)

    def run(self, call):
        """A call without await, from its beginning to its answer."""
        token = owner.set(call)
        self.stepping = call
        try:
            self.descriptor.install(call.pipe)
            bind(call)
            if self.perform(call, call.program.cell):
                self.answered(call)
                if call.program.info is not None and not is_leaving():
                    self.perform(call, call.program.info)
        except BaseException as problem:
            unexpected(call, problem)
        self.stepping = None
        owner.reset(token)
        self.end(call)

    def perform(self, call, code):
        """Run one program as IPython runs a cell; whether it went well."""
        call.frames = code.frames
        error = None
        run_hooks(trigger, "pre_execute")
        hook, sys.excepthook = sys.excepthook, shell.excepthook
        try:
            if call.interrupt:
                call.stop()
            run_nodes(code.nodes, shell.user_global_ns, shell.user_ns)
        except BaseException as raised:
            error = raised
        sys.excepthook = hook
        return self.performed(call, code, error)

    def performed(self, call, code, error):
        """What follows user code."""
        if gettrace() is not self.trace:
            settrace(self.trace)
        if getprofile() is not self.profile:
            setprofile(self.profile)
        if self.is_child:
            quit_process(0 if error is None else 1)
        if error is not None:
            tell(call, code, error)
        run_hooks(trigger, "post_execute")
        return not (call.failed or call.over or call.cancelled or error is not None)

    def answered(self, call):
        """The cell went well: its RESPONSE, and room for what ResponseInfo prints."""
        if call.response is None and "RESPONSE" in shell.user_ns and call.program.cell.function is None:
            call.response = response.of(shell.user_ns["RESPONSE"])
        if call.program.info is not None:
            if call.pipe is not None:
                self.descriptor.flush()
                call.pipe.drain()
            call.settle_text()
            call.cell_parts, call.parts = call.parts, None

    async def run_task(self, call):
        """A call with await: a task whose steps are the call's."""
        owner.set(call)
        try:
            await steps(call, self.await_programs(call))
        except BaseException as problem:
            unexpected(call, problem)
        try:
            self.end(call)
            self.advance()
        except BaseException:  # as in data_received
            self.cut()
            raise

    async def await_programs(self, call):
        """The cell, and its ResponseInfo if it went well."""
        bind(call)
        if await self.perform_async(call, call.program.cell):
            self.answered(call)
            if call.program.info is not None and not is_leaving():
                await self.perform_async(call, call.program.info)

    async def perform_async(self, call, code):
        """Like perform, for code that may await."""
        call.frames = code.frames
        error = None
        run_hooks(trigger, "pre_execute")
        hook, sys.excepthook = sys.excepthook, shell.excepthook
        try:
            if call.interrupt or call.cancelled:
                call.stop()
            values = await running(call, code)
            if values and code is call.program.cell:
                call.response = response.of(values[0])
        except BaseException as raised:
            error = raised
        sys.excepthook = hook
        return self.performed(call, code, error)

    def end(self, call):
        """Put back what the call found, and answer."""
        try:
            self.descriptor.take(call)
        except OSError:  # its descriptors are closed or are not ours any more
            self.abort()
        call.open = False
        self.active.remove(call)
        if not self.active:
            self.restore()
        self.answer(call, has_left())
        call.text = call.parts = call.cell_parts = call.response = call.document = call.task = None

    def restore(self):
        """What a cell may have replaced for good."""
        stdout, stderr = self.streams
        if sys.__dict__.get("stdout") is not stdout:
            sys.stdout = stdout
        if sys.__dict__.get("stderr") is not stderr:
            sys.stderr = stderr
        if builtins.input is not refuse_input:
            builtins.input = refuse_input
        if getpass.getpass is not refuse_getpass:
            getpass.getpass = refuse_getpass
        if get_signal(SIGINT) is not self.handler:
            set_signal(SIGINT, self.handler)

    def answer(self, call, leaves):
        """Write the frame that ends a call."""
        if call.over:
            self.send(END, call.number, b'{"limit":true}')
        elif call.cancelled or call.interrupt:
            self.send(END, call.number, b'{"cancelled":true}')
        elif call.parts is None and call.cell_parts is None and call.response is None and not leaves:
            self.send(TEXT, call.number, utf8(call.text.getvalue()))
        else:
            self.send(END, call.number, members(call, leaves))
