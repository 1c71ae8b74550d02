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
- SIGINT raises in the code of the very call that the cancel file names, never in ours. Where another call runs, its
  number is left in that file.

A program with ``await`` at its top level is a task. Declared with ``concurrency`` above 1 it may overlap with itself
and its like. It is then compiled as the body of ``async def cell(REQUEST)``: its REQUEST, its RESPONSE and whatever
else it assigns or defines are the call's own, also in the functions, tasks and threads it makes. What it only reads is
the notebook's; what it shall share it declares ``global``, which changes nothing when the cell is run by hand. The
notebook's namespace has no REQUEST then: a function of another cell that reads it fails, rather than seeing a
stranger's request. A ResponseInfo cell needs what its cell assigned, so with one there is no overlapping. While calls
overlap, file descriptor 1 belongs to the one that ran last.

The lane's modules are files beside this one; ``modules.txt`` has them in their order. They come with the settings and
share one namespace with builtins of its own: a notebook may name a variable ``len``, or patch ``builtins``, ``json`` or
``os``, and the lane does not notice. Nothing stays in the notebook's namespace.
"""


def _cellroute_resident(settings):
    """Open the lane with globals and builtins that the notebook does not share."""
    import base64
    import builtins
    import json

    shell = get_ipython()  # noqa: F821 - IPython puts it there
    shell.user_ns.pop("_cellroute_resident", None)
    settings = json.loads(base64.b64decode(settings))
    if settings["version"] != 1:
        raise builtins.RuntimeError(f"the resident lane speaks version 1, not {settings['version']}")
    namespace = {
        "__name__": "cellroute_resident",
        "__builtins__": builtins.dict(builtins.vars(builtins)),
        "settings": settings,
        "shell": shell,
    }
    for name, source in settings.pop("modules"):
        builtins.exec(builtins.compile(source, f"<cellroute {name}>", "exec", dont_inherit=True), namespace)
