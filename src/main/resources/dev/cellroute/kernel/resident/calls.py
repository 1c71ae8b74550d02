"""A call: what it is, and what has come of it so far."""


class OutputLimit(BaseException):
    """The call has written more than it may; raised wherever it goes on writing."""


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
