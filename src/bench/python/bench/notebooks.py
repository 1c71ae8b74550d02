"""The notebooks that are served."""

import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "notebooks"
IRIS = FOLDER / "iris.ipynb"
IRIS_BATCH = FOLDER / "iris_batch.ipynb"
DATA = FOLDER / "data.ipynb"
HELLO_BASH = FOLDER / "hello_bash.ipynb"
PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def write_numbered(file, count):
    """A notebook with so many endpoints, each of which says hello."""
    cells = [cell(f"e{number:03d}", f"# GET /e{number:03d}\nprint('hello')") for number in range(count)]
    file.write_text(json.dumps({"cells": cells, "metadata": PYTHON, "nbformat": 4, "nbformat_minor": 5}))
    return file


def write_mounted(file, mounted):
    """A configuration that serves each of these notebooks below a prefix of its own; JSON is YAML, too."""
    entries = [{"path": str(notebook), "mount": mount} for mount, notebook in mounted.items()]
    file.write_text(json.dumps({"notebooks": entries}))
    return file


def cell(name, source):
    return {"cell_type": "code", "id": name, "metadata": {}, "execution_count": None, "outputs": [], "source": source}
