"""The machine without its name."""

import importlib.metadata
import os
import pathlib
import platform
import subprocess

from bench import results

COMPARED = ("jupyter-kernel-gateway", "fastapi", "uvicorn", "uvloop", "httptools", "flask", "gunicorn")
BUSY = 0.3  # of all cores
KERNELS = ("ipykernel", "bash_kernel", "scikit-learn", "numpy")


def facts(jar, load):
    """What figures depend on, as it was before anything was measured."""
    return {
        "Machine": f"{os.cpu_count()} cores, {processor()}, {platform.system()} {platform.machine()}, {distribution()}",
        results.LOAD: ", ".join(f"{load:.2f}" for load in os.getloadavg()),
        "Java": java(),
        "Python": platform.python_version(),
        "Cellroute": cellroute(jar),
        "Peers": versions(COMPARED),
        "Kernels": versions(KERNELS),
        "Load generator": load.name,
    }


def is_busy():
    """Whether something else runs, so that figures mean nothing."""
    return os.getloadavg()[0] > BUSY * (os.cpu_count() or 1)


def processor():
    """The model's name: Linux and macOS keep it in different places."""
    info = pathlib.Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        return models[0] if models else platform.machine()
    return said(["sysctl", "-n", "machdep.cpu.brand_string"]) or platform.processor()


def distribution():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform(terse=True)


def java():
    return (said(["java", "-version"]).split('"') + ["", "unknown"])[1]


def cellroute(jar):
    return said(["java", "-jar", str(jar), "--version"]).strip() or "unknown"


def versions(packages):
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)


def said(command):
    """What a command prints, wherever it prints it; nothing when there is no such command."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return ""
    return done.stdout + done.stderr
