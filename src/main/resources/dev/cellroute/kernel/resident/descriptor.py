"""File descriptor 1: a pipe of ours while a call runs."""


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
        try:
            start_thread(Thread(target=self.watch, name="cellroute-pipe", daemon=True))
        except RuntimeError:
            close_fd(self.reading)
            close_fd(self.writing)
            raise

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
        self.flush()
        if not lane.queue:
            self.uninstall()
        pipe.finish()
        call.pipe = None
        if pipe.children == self.count_children():
            self.free.append(pipe)
        else:
            self.uninstall()
            close_fd(pipe.writing)

    def flush(self):
        """Write what C code has printed so far."""
        if self.flush_libc is not None:
            self.flush_libc(None)

    def uninstall(self):
        """Make descriptor 1 what it is between calls."""
        if self.installed is not None:
            self.installed = None
            dup2(self.original, 1)
