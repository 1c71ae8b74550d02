"""The Python environment of the benchmark and of the kernel it measures."""

import json
import os
import pathlib
import subprocess
import sys
import venv

PACKAGES = ("ipykernel==7.4.0", "scikit-learn==1.6.1")


def folder():
    """Where the environment lies; another set of packages or another Python is another environment."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    name = "-".join((f"python{sys.version_info[0]}.{sys.version_info[1]}", *PACKAGES)).replace("==", "-")
    return cache / "cellroute-bench" / name


def enter():
    """Go on in the environment's Python: this process becomes it."""
    if pathlib.Path(sys.prefix) == folder():
        return
    if not (folder() / "complete").exists():
        make()
    python = str(folder() / "bin" / "python")
    os.execv(python, [python, *sys.argv])


def make():
    print(f"making the environment {folder()} …", file=sys.stderr, flush=True)
    venv.create(folder(), clear=True, with_pip=True)
    python = str(folder() / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, timeout=900)
    (folder() / "complete").touch()


def write_kernelspec(jupyter):
    """A kernelspec ``python3`` for this very Python, in a folder fit for JUPYTER_PATH."""
    spec = jupyter / "kernels" / "python3"
    spec.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "Python", "language": "python"}))
