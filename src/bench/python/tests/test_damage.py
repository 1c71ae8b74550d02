"""The kinds of damage that can be seen without a gateway."""

import contextlib
import io
import json
import pathlib
import socket
import tempfile
import threading
import time
import types
import unittest

import reload_storm
import soak
from damage import storm


class LeaveTest(unittest.TestCase):
    def test_a_client_leaves_in_a_call_that_goes_on(self):
        path = soak.LEAVE.split()[1].decode()
        (cell,) = [source for source in soak.SOURCES if source.startswith(f"# GET {path}\n")]
        self.assertIn("while True: pass", cell)
        self.assertIn(f"timeout: {soak.CALL_SECONDS}s", cell)
        self.assertLess(soak.IMPATIENCE_SECONDS, soak.CALL_SECONDS / 2)

    def test_it_leaves_after_its_impatience_without_an_answer(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            running = types.SimpleNamespace(port=server.getsockname()[1])
            client = threading.Thread(target=soak.send(soak.LEAVE), args=(running,))
            client.start()
            seen, seconds = until_left(server)
            client.join()
        self.assertEqual(seen, soak.LEAVE)
        self.assertGreater(seconds, soak.IMPATIENCE_SECONDS / 2)


def until_left(server):
    """What a client sends, and how long it stays afterwards."""
    connection, _ = server.accept()
    with connection:
        seen, begin = b"", time.monotonic()
        while more := connection.recv(1000):
            seen += more
        return seen, time.monotonic() - begin


class ReloadTest(unittest.TestCase):
    def test_every_fifth_notebook_is_broken_each_in_another_way(self):
        faults = [reload_storm.fault_of(number) for number in range(1, 16)]
        self.assertEqual([bool(fault) for fault in faults], [False, False, False, False, True] * 3)
        self.assertEqual({fault for fault in faults if fault}, set(reload_storm.BROKEN))

    def test_half_a_notebook_is_no_json(self):
        with self.assertRaises(ValueError):
            json.loads(reload_storm.notebook(3, reload_storm.HALF))

    def test_other_faults_are_in_the_cells(self):
        self.assertEqual(cells(reload_storm.notebook(3)), ["version = 3", "# GET /version\nprint(version)"])
        self.assertIn("raise", cells(reload_storm.notebook(3, reload_storm.SETUP))[0])
        self.assertIn("# GET version\n", cells(reload_storm.notebook(3, reload_storm.ANNOTATION))[1])

    def test_a_saved_notebook_replaces_the_one_before(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            storm.notebook(folder, reload_storm.sources(0))
            reload_storm.save(folder, reload_storm.notebook(1))
            self.assertEqual([path.name for path in folder.iterdir()], [storm.NOTEBOOK])
            self.assertEqual(cells((folder / storm.NOTEBOOK).read_text())[0], "version = 1")

    def test_the_kernel_is_the_interpreter_asked_for(self):
        with reload_storm.kernelspec("/some/python") as folder:
            spec = json.loads(pathlib.Path(folder, "kernels", "python3", "kernel.json").read_text())
        self.assertEqual(spec["argv"][0], "/some/python")

    def test_a_failed_call_and_no_ready_kernel_are_the_ends_to_fear(self):
        good, bad = storm.Counts(), storm.Counts()
        good.add(200, 0.1)
        bad.add(0, 0.1, failure="OSError()")
        done = "6 reloads in 3 s, 1 calls {200: 1}\nfailed calls: 0; fewest kernels ready: 1\n"
        lost = "6 reloads in 3 s, 0 calls {}\nfailed calls: 1; fewest kernels ready: 1\n  OSError()\n"
        self.assertEqual(reported(good, 1), (done, 0))
        self.assertEqual(reported(good, 0)[1], 1)
        self.assertEqual(reported(bad, 1), (lost, 1))


def cells(text):
    return [cell["source"] for cell in json.loads(text)["cells"]]


def reported(counts, fewest):
    """What is printed, and the exit code."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = reload_storm.report(6, 3.1, counts, fewest)
    return printed.getvalue(), code


if __name__ == "__main__":
    unittest.main()
