"""What a Python kernel needs to answer requests on the jupyter lane; run once, before the notebook's own cells.

A request comes as one line, ``__cellroute_request__("<base64>")``, above the endpoint's source. That line is taken off
before IPython looks at the code: request data is never compiled and in no traceback, and line numbers stay the cell's.
Requests are silent, so that their data is not announced on IOPub; a silent run shows no last expression, hence the
transformer below shows it. Nothing stays in the notebook's namespace: three names go to ``builtins``, where the
resident lane finds them, too.
"""


def _cellroute():
    import ast
    import asyncio
    import base64
    import builtins
    import concurrent.futures.thread as pools
    import contextvars
    import io
    import json
    import sys
    import threading
    import tokenize

    mark = '__cellroute_request__("'
    most_sources = 1000
    source = []
    request_lines = []
    transformed = {}
    needs_loop = {}
    run = [0]
    giver = contextvars.ContextVar("cellroute_run", default=0)  # goes to other threads with what their loops are given

    def ipython():
        """The shell; a kernel without one could only be misunderstood, so it is refused when it starts."""
        try:
            return get_ipython()  # noqa: F821 - IPython puts it there
        except NameError:
            raise RuntimeError("Cellroute serves Python notebooks on IPython kernels only (ipykernel)") from None

    def take_request(lines):
        """Hand over the request above the source, and forget what an earlier one answered."""
        request_lines[:] = [mark for line in lines[:1] if line.startswith(mark)]
        if not request_lines:
            return lines
        set_request(lines[0])
        return from_cell_magic(lines[1:])

    def set_request(line):
        """REQUEST of this call, and no RESPONSE yet."""
        document = line[len(mark):].split('"', 1)[0]
        shell.user_ns["REQUEST"] = base64.b64decode(document).decode("utf-8")
        shell.user_ns.pop("RESPONSE", None)

    def from_cell_magic(lines):
        """Without the annotation above a cell magic, which IPython knows on the first line only."""
        first = next((number for number, line in enumerate(lines) if line.strip() and line[0] != "#"), 0)
        return lines[first:] if lines and lines[first].startswith("%%") else lines

    def remember(lines):
        """Keep the source of a request, to see how it ends."""
        source[:] = lines if request_lines else []
        return lines

    def transform_once(transform):
        """Look at every token of a request's source once: IPython does so twice each time it runs."""

        def transform_cell(raw):
            if not raw.startswith(mark):
                return transform(raw)
            line, _, rest = raw.partition("\n")
            steps, text, lines = transformed.get(rest, (None, "", ()))
            if steps != transformers():
                return remember_transformed(rest, transform(raw))
            set_request(line)
            request_lines[:] = [mark]
            source[:] = lines
            return text

        return transform_cell

    def remember_transformed(rest, text):
        """The same next time, unless it depends on more than the source: IPython looks at what a single line names."""
        steps = transformers()
        if text.count("\n") > 1 and not any(getattr(step, "has_side_effects", False) for step in steps):
            keep(transformed, rest, (steps, text, tuple(source)))
        return text

    def decide_once(decide):
        """Find out once whether a source awaits something: IPython compiles it for that, each time."""

        def should_run_async(raw, **known):
            key = (known.get("transformed_cell"), shell.autoawait)
            if key[0] is None or known.get("preprocessing_exc_tuple") is not None or not raw.startswith(mark):
                return decide(raw, **known)
            if key not in needs_loop:
                keep(needs_loop, key, decide(raw, **known))
            return needs_loop[key]

        return should_run_async

    def keep(known, key, value):
        """Remember it; there are as many sources as endpoints, but nothing grows without end."""
        if len(known) >= most_sources:
            known.clear()
        known[key] = value

    def transformers():
        """All that changes a source, in order; a notebook may add some at any time."""
        manager = shell.input_transformer_manager
        of_tokens = manager.token_transformers
        return [*manager.cleanup_transforms, *manager.line_transforms, *of_tokens, *shell.input_transformers_post]

    def stable_names(compiler):
        """Let IPython name a request's code by its source alone: it keeps every name and its lines for ever."""
        name = getattr(compiler, "get_code_name", None)
        if name is not None:  # IPython before 7.22 does so by itself
            compiler.get_code_name = lambda raw, code, number: name(code if raw.startswith(mark) else raw, code, number)

    def show(value):
        """Show a value as a notebook does, without keeping it in ``Out``."""
        hook = shell.displayhook
        if value is None:
            return
        hook.start_displayhook()
        hook.write_output_prompt()
        data, metadata = hook.compute_format_data(value)
        if data:
            hook.write_format_data(data, metadata)
        hook.finish_displayhook()

    class Response:
        """RESPONSE as JSON, or the reason why it is none."""

        def _repr_mimebundle_(self, **_):
            return {"application/vnd.cellroute.response+json": self.text()}

        @staticmethod
        def text():
            """A JSON object: empty, with ``response``, or with ``error``."""
            return Response.of(shell.user_ns["RESPONSE"]) if "RESPONSE" in shell.user_ns else "{}"

        @staticmethod
        def of(value):
            """A JSON object with ``response``, or with ``error``."""
            try:
                return json.dumps({"response": plain(value)}, default=simpler, allow_nan=False)
            except Exception as problem:
                return json.dumps({"error": why_not(value) or f"{type(problem).__name__}: {problem}"})

    def why_not(value):
        """What is wrong with a value that is no JSON, where the encoder does not say it well."""
        try:
            return not_finite(value, "")
        except Exception:  # it holds itself, or something of its own that raises
            return None

    def not_finite(value, place):
        """Where the first float is that JSON has no word for; None where there is none."""
        if isinstance(value, float):
            if value - value == 0:
                return None
            return f"{place.lstrip('.') or 'it'} is {value} (expected: a number that JSON has, or None)"
        if isinstance(value, dict):
            parts = ((f"{place}.{key}", each) for key, each in value.items())
        elif isinstance(value, (list, tuple)):
            parts = ((f"{place}[{at}]", each) for at, each in enumerate(value))
        else:
            parts = [] if value is None or isinstance(value, (str, int)) else [(place, simpler(value))]
        return next(filter(None, (not_finite(each, at) for at, each in parts)), None)

    def answer(expressions):
        """RESPONSE at once: IPython asks a dozen formatters about each value, which takes longer than short cells."""
        if expressions != {"RESPONSE": "__cellroute_response__()"}:
            return evaluate(expressions)
        try:
            return {"RESPONSE": {"status": "ok", "data": Response()._repr_mimebundle_(), "metadata": {}}}
        except BaseException:  # an interrupt in between: IPython knows what to say
            return evaluate(expressions)

    def plain(response):
        """A dict whose body is bytes, made fit for JSON."""
        body = response.get("body") if isinstance(response, dict) else None
        if not isinstance(body, (bytes, bytearray, memoryview)):
            return response
        return {**response, "body": base64.b64encode(body).decode("ascii"), "body-encoding": "base64"}

    def simpler(value):
        """Arrays and scalars of numpy and pandas as lists and numbers."""
        for method in ("tolist", "item", "to_dict"):
            if hasattr(value, method):
                return getattr(value, method)()
        raise TypeError(f"a {type(value).__name__} is not JSON")

    def ends_with_semicolon():
        """Whether the last token is a semicolon, as a notebook suppresses a result."""
        text = "".join(source)
        if ";" not in text:
            return False
        try:
            return last_token(text) == ";"
        except (SyntaxError, tokenize.TokenError):
            return False

    def last_token(text):
        """The last token that is neither blank nor comment."""
        blank = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER, tokenize.INDENT, tokenize.DEDENT}
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        return ([""] + [token.string for token in tokens if token.type not in blank])[-1]

    def shown(body):
        """The expressions of a request that a notebook would show."""
        if not body or ends_with_semicolon() or shell.ast_node_interactivity == "none":
            return []
        candidates = body if shell.ast_node_interactivity == "all" else body[-1:]
        return [node for node in candidates if isinstance(node, ast.Expr)]

    class Shown(ast.NodeTransformer):
        """Makes the last expression of a request show itself."""

        def visit_Module(self, module):
            for node in shown(module.body) if request_lines else []:
                name = ast.copy_location(ast.Name("__cellroute_show__", ast.Load()), node)
                node.value = ast.copy_location(ast.Call(name, [node.value], []), node.value)
            request_lines.clear()
            return module

    def pack_all(session):
        """Let a message with half a surrogate pair be sent: its thread would lose it, and nobody would be told."""
        pack = session.pack

        def pack_or_mend(message):
            try:
                return pack(message)
            except UnicodeEncodeError:
                text = json.dumps(message, default=as_text, ensure_ascii=False, allow_nan=False)
                return text.encode("utf-8", "replace")

        session.pack = pack_or_mend

    def answer_at_once(kernel):
        """ipykernel sleeps after each run, lest its reply overtake the output; the gateway waits for both anyway."""
        if hasattr(kernel, "_execute_sleep"):
            kernel._execute_sleep = 0.0

    def as_text(value):
        """A date of a message's header."""
        return value.isoformat() if hasattr(value, "isoformat") else str(value)

    def next_run():
        """Another piece of code begins; whatever older ones have left behind is late from now on."""
        run[0] += 1
        giver.set(run[0])

    def current_run():
        """The run that gave the running code its work last; 0 in the kernel's own threads."""
        thread = threading.current_thread()
        return run[0] if thread is main else max(giver.get(), getattr(thread, "_cellroute_run", 0))

    def is_late():
        """Whether the running code was begun by an older run, whose answer is out."""
        return current_run() not in (0, run[0])

    def mark_work():
        """Let threads and pools know the run that gave them work."""
        start, init, work = threading.Thread.start, pools._WorkItem.__init__, pools._WorkItem.run

        def marking_start(self):
            self._cellroute_run = current_run()
            start(self)

        def marking_init(self, *args, **kwargs):
            init(self, *args, **kwargs)
            self._cellroute_run = current_run()

        def marked_work(self, *args, **kwargs):
            thread = threading.current_thread()
            before = getattr(thread, "_cellroute_run", 0)
            thread._cellroute_run = getattr(self, "_cellroute_run", 0)
            try:
                work(self, *args, **kwargs)
            finally:
                thread._cellroute_run = before

        threading.Thread.start = marking_start
        pools._WorkItem.__init__ = marking_init
        pools._WorkItem.run = marked_work

    def drop_late_output(stream, publisher):
        """Keep what a thread shows late out of other answers: ipykernel may send it as output of the newest run."""
        write, publish = stream.write, publisher.publish

        def write_in_time(text):
            return len(text) if is_late() and isinstance(text, str) else write(text)

        def publish_in_time(*args, **kwargs):
            if not is_late():
                publish(*args, **kwargs)

        stream.write, publisher.publish = write_in_time, publish_in_time

    shell = ipython()
    main = threading.main_thread()
    evaluate = shell.user_expressions
    shell.user_expressions = answer
    builtins.__cellroute_show__ = show
    builtins.__cellroute_response__ = Response
    builtins.__cellroute_streams__ = sys.stdout, sys.stderr  # the kernel's own, which a cell may replace
    shell.input_transformers_cleanup.insert(0, take_request)
    shell.input_transformers_post.append(remember)
    shell.ast_transformers.append(Shown())
    shell.transform_cell = transform_once(shell.transform_cell)
    shell.should_run_async = decide_once(shell.should_run_async)
    stable_names(shell.compile)
    pack_all(shell.kernel.session)
    answer_at_once(shell.kernel)
    shell.events.register("pre_execute", next_run)
    mark_work()
    # Behind this run: at its end IPython 9 puts back the ``write`` that it found at the beginning.
    asyncio.get_running_loop().call_soon(drop_late_output, sys.stdout, shell.display_pub)


def _cellroute_alone():
    """Run it with globals and builtins of its own: a notebook may name a variable ``str``."""
    import builtins
    import types

    private = {"__name__": "cellroute", "__builtins__": builtins.dict(builtins.vars(builtins))}
    types.FunctionType(_cellroute.__code__, private)()


_cellroute_alone()
del _cellroute, _cellroute_alone
