"""What all the others use: modules, captured functions, the settings, and the kernel's own objects."""

import _signal
import ast
import asyncio
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
open_fd, close_fd, make_pipe, seek_fd = os.open, os.close, os.pipe, os.lseek
O_RDONLY, O_WRONLY = os.O_RDONLY, os.O_WRONLY
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
encode = json.JSONEncoder(ensure_ascii=False).encode
StringIO = io.StringIO
kernel = shell.kernel
session = kernel.session
response, streams = builtins.__cellroute_response__, builtins.__cellroute_streams__
main = get_ident()
owner = contextvars.ContextVar("cellroute_call", default=None)
trigger, payload_manager = shell.events.trigger, shell.payload_manager
refuse_input, refuse_getpass = kernel.raw_input, kernel.getpass
max_output, max_frame = settings["max_output"], settings["max_frame"]
FIONREAD, EMPTY = termios and termios.FIONREAD, bytearray(4)
