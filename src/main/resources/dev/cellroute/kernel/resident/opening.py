"""The opening: programs compiled, streams and descriptors ours, the gateway called."""


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
