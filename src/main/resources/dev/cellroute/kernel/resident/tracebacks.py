"""Frames that look like IPython's own, and tracebacks without the lane's."""


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
