"""What surrounds user code: its variables, its steps, its errors, its answer."""


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


def tell_cancel_file(number):
    """Leave word that the kernel is busy with another call than the one that is to stop."""
    try:
        file = open_fd(settings["cancel_file"], O_WRONLY)
    except OSError:
        return
    try:
        seek_fd(file, 8, 0)
        write_fd(file, number.to_bytes(8, "big"))
    except OSError:  # a full disk: the gateway takes it that nothing is in the way
        pass
    finally:
        close_fd(file)
