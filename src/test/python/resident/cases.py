"""Cells whose answers are the same on both lanes: name, source, and what it needs."""

SEED = '''
import sys, os, io, json, asyncio, threading, subprocess, concurrent.futures, logging, decimal, warnings
stdout = sys.stdout
pool = concurrent.futures.ThreadPoolExecutor(2)
log = logging.getLogger("seed")
log.addHandler(logging.StreamHandler(sys.stdout))
log.propagate = False
class Shown:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "plain", "text/html": "<b>html</b>", "image/png": b"\\x89PNG\\r\\n\\x1a\\n"}, {"image/png": {"width": 1}}
class Broken:
    def __repr__(self):
        raise ValueError("no repr")
class Unprintable(Exception):
    def __str__(self):
        return "said " + "it"
class NoJson:
    def __repr__(self):
        return "no JSON"
class Mine(BaseException):
    pass
class Drawn(Exception):
    def _render_traceback_(self):
        return ["drawn", "by itself"]
def helper(value):
    print("helper", value)
    return value
def deep(n):
    return 1 / 0 if n == 0 else deep(n - 1)
def chained():
    try:
        deep(1)
    except ZeroDivisionError as problem:
        raise LookupError("second") from problem
len_of_request = lambda: len(REQUEST)
'''

CASES = {
    "print": "print('hello')",
    "print nothing": "print(end='')",
    "print pieces": "print('a', end='', flush=True)\nprint('b', 'c', sep='-')",
    "writelines": "sys.stdout.writelines(['a\\n', 'b\\n'])",
    "write's answer": "n = sys.stdout.write('abc')\nprint(n)",
    "write of no text": "sys.stdout.write(b'abc')",
    "unicode": "print('h\\u00e9llo \\u4e16\\u754c \\U0001f600')",
    "line ends": "print('a\\r\\nb\\rc\\0d')",
    "request": "print(json.loads(REQUEST)['args']['x'])",
    "request of a function": "print(len_of_request())",
    "no name": "print(undefined_name)",
    "expression": "6 * 7",
    "expression with semicolon": "6 * 7;",
    "None": "None",
    "assignment": "x = 1",
    "nothing": "",
    "two expressions": "1\n2",
    "rich result": "Shown()",
    "display": "from IPython.display import display\ndisplay(Shown())\nprint('between')\ndisplay({'a': 1})",
    "display and result": "display('shown')\n'result'",
    "display raw": "display({'application/json': {'a': [1, 2.5, None]}, 'text/plain': 'x'}, raw=True)",
    "display bytes": "display({'image/png': b'\\x89PNG'}, raw=True)",
    "display of no JSON": "display({'application/json': NoJson()}, raw=True)",
    "display update": "handle = display('one', display_id='d')\nhandle.update('two')",
    "clear": "from IPython.display import clear_output\nprint('a')\nclear_output(wait=True)\nprint('b')\nclear_output()\nprint('c')",
    "markup": "from IPython.display import HTML\nHTML('<b>x</b>')",
    "broken repr": "Broken()",
    "broken repr displayed": "display(Broken())\nprint('after')",
    "stderr": "print('lost', file=sys.stderr)\nprint('kept')",
    "warning": "warnings.warn('careful')\nprint('kept')",
    "logging to stdout": "log.warning('logged')",
    "captured stdout": "print('captured', file=stdout)",
    "redirected": "import contextlib\nwith contextlib.redirect_stdout(io.StringIO()) as f:\n    print('in')\nprint('out', f.getvalue())",
    "buffer": "sys.stdout.buffer.write(b'x')",
    "isatty": "print(sys.stdout.isatty(), sys.stdout.encoding, sys.stdout.writable())",
    "raise": "def f(x):\n    raise OSError(x)\n\nf('no')",
    "raise after print": "print('before')\n1 / 0\nprint('never')",
    "raise deep in a seed cell": "deep(3)",
    "chain": "chained()",
    "context": "try:\n    1 / 0\nexcept ZeroDivisionError:\n    {}['x']",
    "raise from None": "raise ValueError('alone') from None",
    "with notes": "problem = ValueError('a')\nif hasattr(problem, 'add_note'):\n    problem.add_note('note')\nraise problem",
    "group": "raise (ExceptionGroup('g', [ValueError(1)]) if sys.version_info >= (3, 11) else ValueError(1))",
    "own str": "raise Unprintable()",
    "base exception": "raise Mine('base')",
    "own traceback": "raise Drawn('x')",
    "SystemExit": "raise SystemExit(3)",
    "sys.exit": "sys.exit('bye')",
    "KeyboardInterrupt": "raise KeyboardInterrupt",
    "GeneratorExit": "raise GeneratorExit('x')",
    "StopIteration": "next(iter(()))",
    "SyntaxError of an eval": "eval('1 +')",
    "SyntaxError raised": "raise SyntaxError('mine')",
    "assertion": "assert 1 == 2, 'unequal'",
    "import error": "import no_such_module_at_all",
    "usage error": "%cd",
    "unknown magic": "%nosuchmagic",
    "BdbQuit": "import bdb\nraise bdb.BdbQuit",
    "input": "input('name? ')",
    "getpass": "import getpass\ngetpass.getpass()",
    "line magic": "%precision 3",
    "magic assigned": "p = %pwd\nprint(p == os.getcwd())",
    "shell": "!printf hello",
    "shell assigned": "x = !echo one; echo two\nprint(list(x))",
    "os.system": "print('a')\nos.system('echo b')\nprint('c')",
    "subprocess": "subprocess.run(['sh', '-c', 'echo out; echo err >&2'])\nprint('after')",
    "subprocess captured": "print(subprocess.run(['echo', 'x'], stdout=subprocess.PIPE).stdout)",
    "descriptor": "os.write(1, 'd\\u00e9sc\\n'.encode())\nprint('after')",
    "descriptor not UTF-8": "os.write(1, b'\\xff\\xfe\\n');",
    "large": "print('x' * 200000)",
    "large by descriptor": "data = b'y' * 200000\nwhile data:\n    data = data[os.write(1, data):]",
    "thread": "thread = threading.Thread(target=print, args=('in a thread',))\nthread.start()\nthread.join()",
    "thread that displays": "thread = threading.Thread(target=display, args=('in a thread',))\nthread.start()\nthread.join()",
    "pool": "print(pool.submit(helper, 5).result())",
    "await": "await asyncio.sleep(0.001)\nprint('awaited')",
    "await a value": "await asyncio.sleep(0, 42)",
    "await that raises": "async def f():\n    await asyncio.sleep(0)\n    1 / 0\n\nawait f()",
    "async for": "async def g():\n    for i in range(3):\n        await asyncio.sleep(0)\n        yield i\n\nasync for i in g():\n    print(i)",
    "async comprehension": "async def g():\n    yield 1\n    yield 2\n\n[i async for i in g()]",
    "async with": "lock = asyncio.Lock()\nasync with lock:\n    print('locked')",
    "gather": "async def f(i):\n    await asyncio.sleep(0.001)\n    print(i)\n\nawait asyncio.gather(f(1), f(2));",
    "to_thread": "import functools\nawait asyncio.get_running_loop().run_in_executor(None, print, 'in a pool')",
    "async subprocess": "p = await asyncio.create_subprocess_shell('echo child')\nawait p.wait()\nprint('after')",
    "cancelled": "raise asyncio.CancelledError('x')",
    "task that raises": "async def f():\n    raise KeyError('k')\n\nawait asyncio.create_task(f())",
    "run_cell": "get_ipython().run_cell('7');\n8",
    "run_cell that raises": "get_ipython().run_cell('1/0');\nprint('after')",
    "RESPONSE": "print('hi')\nRESPONSE = {'status': 201, 'headers': {'X': ['a', 'b']}}",
    "RESPONSE with bytes": "RESPONSE = {'body': b'\\x00\\xff'}",
    "RESPONSE of no JSON": "RESPONSE = {1}",
    "RESPONSE renewed": "print('RESPONSE' in globals())",
    "RESPONSE and error": "RESPONSE = {}\n1 / 0",
    "RESPONSE awaited": "await asyncio.sleep(0)\nRESPONSE = {'status': 204}",
    "del REQUEST": "del REQUEST\nprint('REQUEST' in globals())",
    "names": "__name__, __doc__, type(__builtins__).__name__, 'exit' in dir(__import__('builtins'))",
    "function with globals": "def f():\n    global made\n    made = 5\nf()\nmade",
    "class": "class A:\n    x = [i for i in range(3)]\nA.x",
    "excepthook": "sys.excepthook(ValueError, ValueError('hooked'), None)",
    "displayhook": "sys.displayhook('by hand')",
    "print of IPython": "get_ipython().showtraceback",
    "traceback module": "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    print(traceback.format_exc().splitlines()[-1])",
    "replaced and raised": "sys.stdout = io.StringIO()\nprint('x')\nsys.stdout = stdout\nprint('y')",
    "page": "get_ipython().show_usage_error",
    "fork": "pid = os.fork()\nif pid == 0:\n    os._exit(0)\nos.waitpid(pid, 0)\nprint('parent')",
    "capture": "from IPython.utils.capture import capture_output\nwith capture_output() as c:\n    print('in')\n    display('d')\nprint(repr(c.stdout), len(c.outputs))",
    "nested functions": "def outer():\n    def inner():\n        raise RuntimeError('deep')\n    return inner\nouter()()",
    "lambda raises": "(lambda: [][1])()",
    "comprehension raises": "[1 / i for i in (1, 0)]",
    "multi-line call": "helper(\n    1 /\n    0\n)",
    "decimal": "decimal.Decimal(1) / decimal.Decimal(7)",
}


# The same error, but the jupyter lane's traceback has frames of what takes the text or the message there.
OTHER_FRAMES = {"write of no text", "display of no JSON"}

# What goes through file descriptor 1: on the jupyter lane a thread of ipykernel decides when it arrives, and where.
BY_DESCRIPTOR = {
    "os.system": "a\nb\nc\n",
    "subprocess": "out\nafter\n",
    "descriptor": "d\u00e9sc\nafter\n",
    "descriptor not UTF-8": "\ufffd\ufffd\n",
    "large by descriptor": "y" * 200000,
    "async subprocess": "child\nafter\n",
}


def source(name):
    """A case's source below its annotation."""
    return "# GET /x\n" + CASES[name]
