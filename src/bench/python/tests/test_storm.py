"""What the scripts of damage share, with a shell script in place of Java and a server that only echoes."""

import contextlib
import gc
import http.server
import os
import pathlib
import tempfile
import threading
import types
import unittest
import warnings

import overload
from damage import storm

LISTENS = 'echo "API  http://127.0.0.1:4711"\necho "$JUPYTER_PATH" >&2\nexec sleep 60\n'


@contextlib.contextmanager
def gateway(script):
    """A gateway that has started, whose ``java`` is this shell script."""
    with tempfile.TemporaryDirectory() as folder:
        java = pathlib.Path(folder, "java")
        java.write_text(f"#!/bin/sh\n{script}")
        java.chmod(0o755)
        environment = {"PATH": f"{folder}:{os.environ['PATH']}", "JUPYTER_PATH": "/kernels"}
        with storm.served(pathlib.Path("some.jar"), 1, environment=environment) as running:
            yield running


class GatewayTest(unittest.TestCase):
    def test_it_has_our_environment_and_what_is_added(self):
        with gateway(LISTENS) as running:
            self.assertEqual(running.port, 4711)
            self.assertEqual((running.folder / "err").read_text(), "/kernels\n")

    def test_a_jar_is_found_from_another_folder(self):
        self.assertEqual(storm.Gateway(pathlib.Path("some.jar"), None, 1).jar, pathlib.Path.cwd() / "some.jar")

    def test_a_polite_stop_leaves_no_file_open(self):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always", ResourceWarning)
            with gateway(LISTENS) as running:
                running.stop()
            self.assertEqual(running.process.returncode, -15)
            del running
            gc.collect()
        self.assertEqual([str(warning.message) for warning in seen], [])

    def test_who_does_not_listen_is_killed(self):
        with gateway(f"trap '' TERM\n{LISTENS}") as running:
            running.stop(0.1)
            self.assertEqual(running.process.returncode, -9)

    def test_who_ends_at_once_did_not_start(self):
        with self.assertRaisesRegex(RuntimeError, "^it did not start:\nno memory\n$"), gateway("echo no memory >&2"):
            self.fail("it started")


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers the last part of the path, and refuses number 3."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        number = self.path.rpartition("/")[2]
        body = b"full" if number == "3" else number.encode()
        self.send_response(503 if number == "3" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class EchoServer(http.server.ThreadingHTTPServer):
    """Counts connections."""

    connections = 0

    def process_request(self, request, client_address):
        self.connections += 1
        super().process_request(request, client_address)


@contextlib.contextmanager
def echo():
    with EchoServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class ClientTest(unittest.TestCase):
    def test_failures_are_counted_and_kept_in_words(self):
        counts = storm.Counts()
        with echo() as server:
            storm.client(server.server_port, range(5), counts, lambda: False)
        self.assertEqual(counts.statuses, {200: 4, 503: 1})
        self.assertEqual((counts.failed(), counts.wrong), ({503: 1}, 0))
        self.assertEqual(counts.failures, ["503 'full'"])

    def test_nobody_there_is_status_0(self):
        counts = storm.Counts()
        with echo() as server:
            port = server.server_port
        storm.client(port, [1], counts, lambda: False)
        self.assertEqual(counts.failed(), {0: 1})
        self.assertIn("ConnectionRefusedError", counts.failures[0])

    def test_an_answer_to_somebody_else_is_wrong(self):
        counts = storm.Counts()
        with echo() as server:
            storm.client(server.server_port, [7], counts, lambda: False, ask=other)
        self.assertEqual(counts.wrong, 1)

    def test_only_the_first_failures_are_kept(self):
        counts = storm.Counts()
        for _ in range(storm.MOST_FAILURES + 1):
            counts.add(503, 0.1, failure="503 'full'")
        self.assertEqual(len(counts.failures), storm.MOST_FAILURES)

    def test_the_peak_is_that_of_two_clients_a_kernel(self):
        with echo() as server:
            running = types.SimpleNamespace(port=server.server_port, kernels=3)
            self.assertGreater(overload.peak(running, 0.1), 0)
            self.assertEqual(server.connections, 6)


def other(connection, number):
    """Asks for the next number."""
    status, text, _ = storm.job(connection, number + 1)
    return status, text, text == str(number)


if __name__ == "__main__":
    unittest.main()
