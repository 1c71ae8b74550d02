"""Programs: the cells of an endpoint, compiled once, as IPython compiles them."""


class Refused(Exception):
    """Why a program cannot be run on this lane."""


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
    except SyntaxError as problem:  # its text names a file nobody knows
        raise Refused(f"{type(problem).__name__}: {problem.msg} (line {problem.lineno})") from None
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
