"""The kernel's side of the resident lane: endpoints compiled once, called over a socket on the kernel's own loop.

The gateway executes this source once, after the notebook's own cells, with one line below it that calls
``_cellroute_resident`` with base64 of JSON. The kernel connects, says HELLO, and from then on answers calls.

    0        4      5            13
    | length | kind | call       | payload: length - 9 bytes |        big-endian; length counts what follows it
    | u32    | u8   | u64        |

    gateway -> kernel      1 CALL: u16 program, REQUEST as UTF-8     2 CANCEL: nothing
    kernel -> gateway     16 HELLO: JSON   17 TEXT: stdout as UTF-8 of a call that did nothing else   18 END: JSON

A call does what an ``execute_request`` does, with the same answer, and none of its cost:

- Its nodes are compiled as IPython compiles them and run in ``user_ns`` below a frame that looks like IPython's own,
  so that tracebacks are the same. Calls run one after another, in order, each answered before the next begins.
- What is printed finds its call by the context variable ``owner`` (tasks, ``to_thread``), else by the thread: the
  call that runs on the kernel's thread, or the call that started this thread or gave it work. Streams stay the same
  objects, only their ``write`` and ``flush`` are ours, because libraries have them in hand. Text of a call that has
  ended goes nowhere; text of no call goes where it always went.
- File descriptor 1 is a pipe of ours while a call runs. A pipe that a child process may hold is never used again.
- Displays, results and errors are taken where ipykernel hands them to its session, as it would have sent them.
- SIGINT raises in the code of the very call that the cancel file names, never in ours.

A program with ``await`` at its top level is a task. Declared with ``concurrency`` above 1 it may overlap with itself
and its like. It is then compiled as the body of ``async def cell(REQUEST)``: its REQUEST, its RESPONSE and whatever
else it assigns or defines are the call's own, also in the functions, tasks and threads it makes. What it only reads is
the notebook's; what it shall share it declares ``global``, which changes nothing when the cell is run by hand. The
notebook's namespace has no REQUEST then: a function of another cell that reads it fails, rather than seeing a
stranger's request. A ResponseInfo cell needs what its cell assigned, so with one there is no overlapping. While calls
overlap, file descriptor 1 belongs to the one that ran last.

All of it lives in one closure with a namespace and builtins of its own: a notebook may name a variable ``len``, or
patch ``builtins``, ``json`` or ``os``, and the lane does not notice. Nothing stays in the notebook's namespace.
"""


def _cellroute_resident(settings):
    """Open the lane with globals and builtins that the notebook does not share."""
    import builtins
    import types

    def open_lane(settings, shell):
        """Everything there is; called once."""
        import _signal
        import ast
        import asyncio
        import base64
        import bdb
        import builtins
        import codecs
        import collections
        import concurrent.futures.thread as pools
        import contextvars
        import getpass
        import inspect
        import io
        import json
        import os
        import select
        import signal
        import struct
        import subprocess
        import sys
        import threading
        import types
        import warnings

        def optional(name):
            """A module that only some systems have."""
            try:
                return __import__(name)
            except ImportError:
                return None

        ctypes, fcntl, resource, termios = (optional(name) for name in ("ctypes", "fcntl", "resource", "termios"))

        CALL, CANCEL, HELLO, TEXT, END = 1, 2, 16, 17, 18
        ROUNDS = 8
        READS_ON = os.name == "posix"  # elsewhere a socket is not a file
        MARK = '__cellroute_request__("'
        OWN = globals()
        LENGTH = struct.Struct(">I")
        HEAD = struct.Struct(">BQ")
        FRAME = struct.Struct(">IBQ")
        PROGRAM = struct.Struct(">H")
        SHOWN = {"display_data": "display", "update_display_data": "update", "execute_result": "result"}

        # Captured: a cell may replace any of these in its module.
        dup2, write_fd, read_fd, getpid, quit_process = os.dup2, os.write, os.read, os.getpid, os._exit
        open_fd, close_fd, make_pipe, O_RDONLY = os.open, os.close, os.pipe, os.O_RDONLY
        set_blocking = getattr(os, "set_blocking", None)
        get_ident, current_thread = threading.get_ident, threading.current_thread
        Thread, Lock, FunctionType = threading.Thread, threading.Lock, types.FunctionType
        make_poll, POLLIN = getattr(select, "poll", None), getattr(select, "POLLIN", None)
        make_decoder = codecs.getincrementaldecoder("utf-8")
        gettrace, settrace, getprofile, setprofile = sys.gettrace, sys.settrace, sys.getprofile, sys.setprofile
        set_signal, get_signal, SIGINT = _signal.signal, _signal.getsignal, int(signal.SIGINT)
        signal_thread, signal_group = getattr(signal, "pthread_kill", None), getattr(os, "killpg", None)
        get_group = getattr(os, "getpgrp", None)
        ioctl = fcntl.ioctl if fcntl else None
        usage, CHILDREN = (resource.getrusage, resource.RUSAGE_CHILDREN) if resource else (None, None)
        encode, loads = json.JSONEncoder(ensure_ascii=False).encode, json.loads
        StringIO = io.StringIO
        kernel = shell.kernel
        session = kernel.session
        response, streams = builtins.__cellroute_response__, builtins.__cellroute_streams__
        main = get_ident()
        owner = contextvars.ContextVar("cellroute_call", default=None)

        class Refused(Exception):
            """Why a program cannot be run on this lane."""

        class OutputLimit(BaseException):
            """The call has written more than it may; raised wherever it goes on writing."""

        # ------------------------------------------------------------------------------------------- programs

        class Code:
            """A compiled source: the nodes IPython would run one by one, or one function with a scope of its own."""

            __slots__ = ("nodes", "is_async", "function", "frames", "text", "raw")

            def __init__(self, nodes, function, text, raw):
                self.nodes = [code for code, _ in nodes]
                self.is_async = any(is_async for _, is_async in nodes)
                if self.is_async:
                    self.nodes = nodes
                self.function = function
                self.frames = {id(code) for code, _ in nodes} | {id(function)}
                self.text = text
                self.raw = raw

            def remember_lines(self):
                """Put the lines where tracebacks look, under the number a cell would have now."""
                shell.compile.cache(self.text, shell.execution_count, raw_code=self.raw)

        class Program:
            """An endpoint: its cell and its ResponseInfo cell, if any."""

            __slots__ = ("cell", "info", "concurrency", "is_async")

            def __init__(self, cell, info, concurrency):
                self.cell = cell
                self.info = info
                self.is_async = cell.is_async or (info is not None and info.is_async)
                self.concurrency = concurrency

        def program_of(spec):
            """Compile what the gateway gave; raises Refused."""
            concurrency = spec.get("concurrency") or 1
            cell = code_of(spec["cell"], MARK + '")\n' + spec["cell"])
            info = None if spec.get("info") is None else code_of(spec["info"], spec["info"])
            if info is not None or not cell.is_async:
                return Program(cell, info, 1)
            return Program(code_of(spec["cell"], cell.raw, concurrency > 1), None, concurrency)

        def code_of(source, raw, with_scope=False):
            """Compile a source as IPython compiles a request; its future imports are its own."""
            lines = source.splitlines()
            if next((line for line in lines if line.strip() and line[0] != "#"), "").startswith("%%"):
                raise Refused("it is a cell magic")
            flags = shell.compile.flags
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    return compiled(source, raw, with_scope)
            except Refused:
                raise
            except Exception as problem:
                raise Refused(f"{type(problem).__name__}: {problem}") from None
            finally:
                shell.compile.flags = flags

        # IPython 7.32 to 8.4 name nodes by their lines.
        named = getattr(shell, "_update_code_co_name", lambda code: code)

        def compiled(source, raw, with_scope):
            """What shell.run_cell_async does up to the first node."""
            text = shell.transform_cell(MARK + '")\n' + source)
            name = shell.compile.cache(text, shell.execution_count, raw_code=raw)
            tree = shell.transform_ast(shell.compile.ast_parse(text, filename=name))
            awaits = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if shell.autoawait else 0
            with shell.compile.extra_flags(awaits):
                codes = [named(shell.compile(ast.Module([node], []), name, "exec")) for node in tree.body]
                function = scope(tree, name) if with_scope else None
            nodes = [(code, bool(code.co_flags & inspect.CO_COROUTINE)) for code in codes]
            return Code(nodes, function, text, raw)

        def refuse_globals(tree):
            """A function that declares them global means the notebook's, of which there is one."""
            for node in ast.walk(tree):
                if isinstance(node, ast.Global) and {"REQUEST", "RESPONSE"} & set(node.names):
                    raise Refused("REQUEST or RESPONSE is declared global; calls that overlap have their own")

        def scope(tree, name):
            """The cell as the body of a function: what it assigns is its own, as in every function."""
            refuse_globals(tree)
            code = function_of(tree, name, "return ()")
            if "RESPONSE" in code.co_varnames + code.co_cellvars:
                code = function_of(tree, name, "try:\n return (RESPONSE,)\nexcept NameError:\n return ()")
            names = {name: "<module>" for name in ("co_name", "co_qualname") if hasattr(code, name)}
            return code.replace(**names)

        def function_of(tree, name, ending):
            """The code of an async function of REQUEST with a cell's nodes, and lines that are the cell's."""
            function, *ends = ast.parse("async def cell(REQUEST):\n pass\n" + ending).body
            line = tree.body[-1].end_lineno if tree.body else 1
            for node in (each for end in ends for each in ast.walk(end) if hasattr(each, "lineno")):
                node.lineno = node.end_lineno = line
            function.body = tree.body + ends
            made = {}
            exec(shell.compile(ast.fix_missing_locations(ast.Module([function], [])), name, "exec"), made)
            return made["cell"].__code__

        # ------------------------------------------------------------------------- frames that look like IPython's

        def frames_of_ipython():
            """Where IPython's run_code runs code and where it awaits it: its file and the two lines."""
            try:
                run_code = type(shell).run_code
                lines, first = inspect.getsourcelines(run_code)
                found = {key: first + next(at for at, line in enumerate(lines) if line.strip().startswith(key))
                         for key in ("exec(code_obj", "await eval(code_obj")}
                return run_code.__code__.co_filename, found["exec(code_obj"], found["await eval(code_obj"]
            except Exception:
                return "<ipython>", 1, 1

        def like_ipython(source):
            """A function whose frame is IPython's run_code to whoever reads a traceback."""
            file, exec_line, await_line = frames_of_ipython()
            tree = ast.parse(source)
            for node in ast.walk(tree):
                if hasattr(node, "lineno"):
                    node.lineno = node.end_lineno = exec_line
            for node in ast.walk(tree):
                if isinstance(node, ast.Await):
                    for each in ast.walk(node):
                        if hasattr(each, "lineno"):
                            each.lineno = each.end_lineno = await_line
            made = {"__builtins__": __builtins__}
            exec(compile(tree, file, "exec"), made)
            return made["run_code"]

        run_nodes = like_ipython(
            "def run_code(nodes, global_ns, user_ns):\n"
            "    for code_obj in nodes:\n"
            "        exec(code_obj, global_ns, user_ns)\n")
        await_nodes = like_ipython(
            "async def run_code(nodes, global_ns, user_ns):\n"
            "    for code_obj, is_async in nodes:\n"
            "        if is_async:\n"
            "            await eval(code_obj, global_ns, user_ns)\n"
            "        else:\n"
            "            exec(code_obj, global_ns, user_ns)\n")
        await_function = like_ipython("async def run_code(coroutine):\n    return await coroutine\n")
        run_hooks = like_ipython("def run_code(trigger, event):\n    trigger(event)\n")
        runners = {id(each.__code__) for each in (run_nodes, await_nodes, await_function, run_hooks)}

        def interrupt_all():
            """SIGINT, as the gateway sends it: to the children, too, where the kernel leads a group."""
            if get_group is not None and get_group() == getpid():
                signal_group(getpid(), SIGINT)
            else:
                signal_thread(main, SIGINT)

        def is_own(frame):
            """Whether a frame is the lane's."""
            return frame.f_globals is OWN

        def without_own_frames(error):
            """Unlink the lane's frames from a traceback and from those it is chained to."""
            seen = set()
            waiting = [error]
            while waiting:
                each = waiting.pop()
                if each is None or id(each) in seen:
                    continue
                seen.add(id(each))
                each.__traceback__ = relinked(each.__traceback__)
                waiting += [each.__cause__, each.__context__]
            return error

        def relinked(traceback):
            """A traceback's entries that are not the lane's."""
            while traceback is not None and is_own(traceback.tb_frame):
                traceback = traceback.tb_next
            at = traceback
            while at is not None and at.tb_next is not None:
                if is_own(at.tb_next.tb_frame):
                    at.tb_next = at.tb_next.tb_next
                else:
                    at = at.tb_next
            return traceback

        # ----------------------------------------------------------------------------------------------- calls

        def utf8(text):
            """Bytes as the Jupyter protocol gives them; what is no character at all becomes a question mark."""
            try:
                return text.encode("utf-8", "surrogateescape")
            except UnicodeEncodeError:
                return text.encode("utf-8", "replace")

        def weight(text):
            """How many bytes a text counts for."""
            return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))

        class Call:
            """What one call is, and what has come of it so far."""

            __slots__ = ("number", "program", "document", "text", "parts", "room", "open", "failed", "over",
                         "interrupt", "cancelled", "pipe", "task", "response", "cell_parts", "frames")

            def __init__(self, number, program, document):
                self.number = number
                self.program = program
                self.document = document
                self.text = StringIO()
                self.parts = None  # JSON of what came before text; None as long as there is only text
                self.room = max_output
                self.open = True
                self.failed = self.over = self.interrupt = self.cancelled = False
                self.pipe = self.task = self.response = self.cell_parts = None
                self.frames = ()

            def write(self, text):
                """Take text that a cell's code wrote; raises out of it when the call is to end."""
                pipe = self.pipe
                if pipe is not None and pipe.has_data():
                    pipe.drain()
                room = self.room - (len(text) if text.isascii() else weight(text))
                if room < 0:
                    self.overflow()
                self.room = room
                self.text.write(text)
                if self.interrupt:
                    self.stop()

            def take(self, text):
                """Take text that came through the pipe; what is too much is dropped, and the cell stopped once."""
                room = self.room - weight(text)
                if room >= 0:
                    self.room = room
                    self.text.write(text)
                elif not self.over:
                    self.over = True
                    lane.stop(self)

            def show(self, fragment):
                """Take a display, a result, an error or a clear, as JSON."""
                pipe = self.pipe
                if pipe is not None and pipe.has_data():
                    pipe.drain()
                room = self.room - len(fragment)
                if room < 0:
                    self.overflow()
                self.room = room
                self.settle_text()
                self.parts.append(fragment)
                if self.interrupt:
                    self.stop()

            def settle_text(self):
                """Make the text so far a part."""
                if self.parts is None:
                    self.parts = []
                if self.pipe is None:
                    written, self.text = self.text, StringIO()
                else:
                    with self.pipe.lock:  # its reader may be writing
                        written, self.text = self.text, StringIO()
                text = written.getvalue()
                if text:
                    self.parts.append(b'["stdout",' + json_of(text) + b"]")

            def overflow(self):
                """Too much: end it, also when this is not the kernel's own thread."""
                was_over, self.over = self.over, True
                if not was_over and get_ident() != main:
                    lane.stop(self)
                raise OutputLimit("the cell wrote more than is allowed")

            def stop(self):
                """Raise what was meant for the cell when one of our frames was on top."""
                if self.over:
                    raise OutputLimit("the cell wrote more than is allowed")
                raise KeyboardInterrupt

        def json_of(value):
            """Strings as JSON in UTF-8."""
            return utf8(encode(value))

        def current():
            """The call that the running code belongs to, where no context says so."""
            if get_ident() == main:
                return lane.stepping
            return getattr(current_thread(), "_cellroute_call", None)

        # --------------------------------------------------------------------------------------------- streams

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
                fragment = fragment_of(call, msg_or_type, *args, **kwargs)
                if fragment is None:
                    return original_send(stream, msg_or_type, *args, **kwargs)
                if call.open and not lane.is_child:
                    call.show(fragment)
                return msg_or_type if isinstance(msg_or_type, dict) else None

            session.send = send

        def fragment_of(call, message, content=None, *_, **__):
            """A message as a JSON array; None for those that are no output."""
            is_message = isinstance(message, dict)
            kind = message["header"]["msg_type"] if is_message else message
            content = message["content"] if is_message else content
            if kind in SHOWN:
                tail = [] if kind == "execute_result" else [content.get("transient", {})]
                return session.pack([SHOWN[kind], content["data"], content["metadata"], *tail])
            if kind == "clear_output":
                return b'["clear",true]' if content["wait"] else b'["clear",false]'
            if kind == "error":
                error = json_of(["error", content["ename"], content["evalue"], list(content["traceback"])])
                call.failed = True
                return error
            return None

        # --------------------------------------------------------------------------------------------- pipes

        class Pipe:
            """A pipe that is file descriptor 1 while a call runs, emptied by a thread so that no child ever blocks.

            ``call`` is whose text it is; without one it is thrown away. The lock is held by whoever reads.
            """

            __slots__ = ("reading", "writing", "call", "lock", "count", "decoder", "is_used", "children")

            def __init__(self):
                self.reading, self.writing = make_pipe()
                set_blocking(self.reading, False)
                self.call = None
                self.is_used = False
                self.lock = Lock()
                self.count = bytearray(4)
                self.decoder = make_decoder("replace")
                thread = Thread(target=self.watch, name="cellroute-pipe", daemon=True)
                start_thread(thread)

            def has_data(self):
                """Whether there is something to read, or being read; in this order, as the reader may be faster."""
                ioctl(self.reading, FIONREAD, self.count)
                return self.count != EMPTY or self.lock.locked()

            def drain(self):
                """Read what there is."""
                with self.lock:
                    ioctl(self.reading, FIONREAD, self.count)
                    while self.count != EMPTY:
                        self.take(read_fd(self.reading, 65536))
                        ioctl(self.reading, FIONREAD, self.count)

            def take(self, data):
                """Hand over bytes, with the lock held; a character may come in two pieces."""
                call = self.call
                if call is not None:
                    self.is_used = True
                    text = self.decoder.decode(data)
                    if text:
                        call.take(text)

            def finish(self):
                """Read the rest, and let go of the call."""
                if self.has_data():
                    self.drain()
                if self.is_used:
                    self.is_used = False
                    text = self.decoder.decode(b"", True)
                    if text:
                        self.call.take(text)
                self.call = None

            def watch(self):
                """Empty the pipe while the kernel's thread is busy; ends with the last holder of its other end."""
                poll = make_poll()
                poll.register(self.reading, POLLIN)
                while self.wait_and_read(poll):
                    pass
                close_fd(self.reading)

            def wait_and_read(self, poll):
                """One round; False at the end."""
                poll.poll()
                with self.lock:
                    try:
                        data = read_fd(self.reading, 65536)
                    except BlockingIOError:  # the kernel's thread was faster
                        return True
                    except OSError:
                        return False
                    self.take(data)
                return bool(data)

        class Descriptor:
            """Whose pipe file descriptor 1 is, and which pipes may be used."""

            def __init__(self):
                self.free = []
                self.installed = None
                self.spawns = self.children = 0
                self.original = None
                self.flush_libc = None
                if ioctl is not None:
                    self.prepare()

            def prepare(self):
                """Keep what descriptor 1 is between calls; without one there is nothing to collect."""
                try:
                    self.original = os.dup(1)
                except OSError:
                    return
                self.watch_spawns()
                if ctypes is not None:
                    self.flush_libc = ctypes.CDLL(None).fflush
                    self.flush_libc.argtypes = [ctypes.c_void_p]

            def watch_spawns(self):
                """Count what may hand descriptor 1 to a process that lives longer than its call."""

                def counted(function):
                    def spawn(*args, **kwargs):
                        self.spawns += 1
                        return function(*args, **kwargs)
                    return spawn

                for module, names in ((os, ("system", "posix_spawn", "posix_spawnp")),
                                      (sys.modules.get("_posixsubprocess"), ("fork_exec",)),
                                      (subprocess, ("_fork_exec",))):
                    for name in names:
                        if hasattr(module, name):
                            setattr(module, name, counted(getattr(module, name)))
                os.register_at_fork(before=self.forking, after_in_child=lane.become_child)

            def forking(self):
                self.spawns += 1

            def count_children(self):
                """A number that changes with every child process; with those we do not see made, when they end."""
                self.children = usage(CHILDREN).ru_minflt + self.spawns
                return self.children

            def give(self, call):
                """A pipe for a call."""
                if self.original is None:
                    return
                try:
                    pipe = self.free.pop() if self.free else Pipe()
                except (OSError, RuntimeError):  # no more descriptors, or no more threads
                    return
                pipe.call, pipe.children = call, self.children
                call.pipe = pipe

            def install(self, pipe):
                """Make a pipe descriptor 1."""
                if pipe is not None and self.installed is not pipe:
                    dup2(pipe.writing, 1)
                    self.installed = pipe

            def take(self, call):
                """The end of a call: its last words, and descriptor 1 as it was, unless the next call takes it."""
                pipe = call.pipe
                if pipe is None:
                    return
                if self.flush_libc is not None:
                    self.flush_libc(None)
                if not lane.queue:
                    self.uninstall()
                pipe.finish()
                call.pipe = None
                if pipe.children == self.count_children():
                    self.free.append(pipe)
                else:
                    self.uninstall()
                    close_fd(pipe.writing)

            def uninstall(self):
                """Make descriptor 1 what it is between calls."""
                if self.installed is not None:
                    self.installed = None
                    dup2(self.original, 1)

        # ---------------------------------------------------------------------------------------------- the lane

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
                if call is None or not (call.over or named_by_cancel_file(call.number)):
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

        def members(call, leaves):
            """The JSON object of an END frame."""
            call.settle_text()
            outputs, info = (call.parts, None) if call.cell_parts is None else (call.cell_parts, call.parts)
            found = []
            if outputs:
                found.append(b'"outputs":[' + b",".join(outputs) + b"]")
            if call.response is not None:
                found.append(b'"response":' + json_of(call.response))
            if info is not None:
                found.append(b'"info":[' + b",".join(info) + b"]")
            if leaves:
                found.append(b'"leaves":true')
            return b"{" + b",".join(found) + b"}"

        def is_leaving():
            """Whether the cell has asked its kernel to end."""
            exits = [each for each in payload_manager.read_payload() if each.get("source") == "ask_exit"]
            return any(not each.get("keepkernel") for each in exits)

        def has_left():
            """The same, and forget what the cell has asked its client for."""
            if not payload_manager.read_payload():
                return False
            leaves = is_leaving()
            payload_manager.clear_payload()
            return leaves

        def bind(call):
            """Give the notebook this call's REQUEST; where calls overlap it has none."""
            names = shell.user_ns
            names.pop("RESPONSE", None)
            if call.program.cell.function is None:
                names["REQUEST"] = call.document
            else:
                names.pop("REQUEST", None)

        def running(call, code):
            """A coroutine that runs a program."""
            if code.function is not None:
                function = FunctionType(code.function, shell.user_global_ns)
                return await_function(function(call.document))
            nodes = code.nodes if code.is_async else [(node, False) for node in code.nodes]
            return await_nodes(nodes, shell.user_global_ns, shell.user_ns)

        @types.coroutine
        def steps(call, coroutine):
            """Drive a coroutine; while it runs, and not while it waits, the lane is at its call."""
            value = error = None
            while True:
                before, lane.stepping = lane.stepping, call
                try:
                    lane.descriptor.install(call.pipe)
                    awaited = coroutine.send(value) if error is None else coroutine.throw(error)
                except StopIteration:
                    return
                finally:
                    lane.stepping = before
                    if lane.is_child:
                        quit_process(1)
                value = error = None
                try:
                    value = yield awaited
                except BaseException as thrown:
                    error = thrown

        def tell(call, code, error):
            """Show an error as IPython's run_code does, and see to it that there is one."""
            if isinstance(error, KeyboardInterrupt) and named_by_cancel_file(call.number):
                call.cancelled = True  # also where the cell has a handler of its own
            if call.over or call.cancelled or isinstance(error, OutputLimit):
                return
            try:
                code.remember_lines()
                shell._last_traceback = None
                show_error(without_own_frames(error))
            except BaseException as problem:
                if isinstance(problem, OutputLimit):
                    return
            if not call.failed:
                call.failed = True
                call.show(json_of(["error", type(error).__name__, evalue(error), shell._last_traceback or []]))

        def show_error(error):
            """The cases IPython tells apart."""
            info = type(error), error, error.__traceback__
            if isinstance(error, SystemExit):
                shell.showtraceback(info, exception_only=True)
            elif isinstance(error, bdb.BdbQuit):
                pass
            elif isinstance(error, shell.custom_exceptions):
                shell.CustomTB(*info)
            else:
                shell.showtraceback(info, running_compiled_code=True)

        def evalue(error):
            """What an error says, if it can."""
            try:
                return str(error)
            except Exception:
                return ""

        def unexpected(call, problem):
            """Something was raised where no user code is: say so, if it was not to end the call."""
            if lane.is_child:
                quit_process(1)
            if not (call.over or call.cancelled or call.interrupt or call.failed):
                call.failed = True
                call.settle_text()
                call.parts.append(json_of(["error", type(problem).__name__, evalue(problem), []]))

        def named_by_cancel_file(number):
            """Whether the gateway wants this very call to stop."""
            try:
                file = open_fd(settings["cancel_file"], O_RDONLY)
            except OSError:
                return False
            try:
                return read_fd(file, 8) == number.to_bytes(8, "big")
            finally:
                close_fd(file)

        async def connect():
            """Open the connection; the gateway waits only so long for it."""
            address = settings["address"]
            if "path" in address:
                await loop.create_unix_connection(lambda: lane, address["path"])
            else:
                await loop.create_connection(lambda: lane, address["host"], address["port"])

        def compile_all():
            """Every program, or why not; what the notebook knows of REQUEST and RESPONSE stays."""
            kept = {name: shell.user_ns[name] for name in ("REQUEST", "RESPONSE") if name in shell.user_ns}
            compiled_programs, why = [], []
            for spec in settings["programs"]:
                try:
                    compiled_programs.append(program_of(spec))
                    why.append(None)
                except Refused as refused:
                    compiled_programs.append(None)
                    why.append(str(refused))
            for name in ("REQUEST", "RESPONSE"):
                shell.user_ns.pop(name, None)
            shell.user_ns.update(kept)
            return compiled_programs, why

        settings = loads(base64.b64decode(settings))
        if settings["version"] != 1:
            raise RuntimeError(f"the resident lane speaks version 1, not {settings['version']}")
        max_output, max_frame = settings["max_output"], settings["max_frame"]
        FIONREAD, EMPTY = termios and termios.FIONREAD, bytearray(4)
        trigger, payload_manager = shell.events.trigger, shell.payload_manager
        refuse_input, refuse_getpass = kernel.raw_input, kernel.getpass
        loop = asyncio.get_running_loop()
        context = contextvars.copy_context()
        programs, reasons = compile_all()
        lane = Lane()
        start_thread = note_threads()
        lane.descriptor = Descriptor()
        if lane.descriptor.original is not None:
            lane.descriptor.free.append(Pipe())
        collect_messages()
        kernel._allow_stdin = False
        shell.builtin_trap.__enter__()
        shell.display_trap.__enter__()
        lane.opening = loop.create_task(connect())

    shell = get_ipython()  # noqa: F821 - IPython puts it there
    shell.user_ns.pop("_cellroute_resident", None)
    private = {
        "__name__": "cellroute_resident",
        "__builtins__": builtins.dict(builtins.vars(builtins)),
    }
    types.FunctionType(open_lane.__code__, private)(settings, shell)
