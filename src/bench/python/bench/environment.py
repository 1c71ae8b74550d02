"""The Python environment of the benchmarks, of the kernels they measure, and of the peers."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import venv

REQUIREMENTS = pathlib.Path(__file__).resolve().parent.parent / "requirements.txt"
OLDEST_PYTHON = (3, 11)  # of the versions in requirements.txt
INSTALL_SECONDS = 1800


def folder():
    """Where the environment lies; other requirements or another Python are another environment."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    content = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    return cache / "cellroute-bench" / f"python{sys.version_info[0]}.{sys.version_info[1]}-{content}"


def enter():
    """Go on in the environment's Python: this process becomes it."""
    if pathlib.Path(sys.prefix) == folder():
        return
    if not (folder() / "complete").exists():
        make()
    python = str(folder() / "bin" / "python")
    os.execv(python, [python, *sys.argv])


def make():
    """Make the environment; takes minutes and needs a package index."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        sys.exit(f"Python {sys.version.split()[0]} is too old (expected: {'.'.join(map(str, OLDEST_PYTHON))} or newer)")
    print(f"making the environment {folder()} …", file=sys.stderr, flush=True)
    venv.create(folder(), clear=True, with_pip=True)
    python = str(folder() / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
    subprocess.run(install, check=True, timeout=INSTALL_SECONDS)
    (folder() / "complete").touch()


def write_kernelspecs(jupyter):
    """Kernelspecs ``python3`` and ``bash`` for this very Python, in a folder fit for JUPYTER_PATH."""
    write_kernelspec(jupyter, "python3", "ipykernel_launcher", "python")
    write_kernelspec(jupyter, "bash", "bash_kernel", "bash")


def write_kernelspec(jupyter, name, module, language):
    spec = jupyter / "kernels" / name
    spec.mkdir(parents=True)
    command = [sys.executable, "-m", module, "-f", "{connection_file}"]
    variables = {"PS1": "$"} if language == "bash" else {}  # as the kernel's own installer writes it
    content = {"argv": command, "display_name": name, "language": language, "env": variables}
    (spec / "kernel.json").write_text(json.dumps(content))
