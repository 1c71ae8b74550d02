"""What is asked of a server, and the answer that is right."""

import dataclasses
import http.client
import json

IRIS = "/iris?sepalLength=5.8&sepalWidth=4.0&petalLength=1.2&petalWidth=0.2"
MIB = 1024 * 1024
PATIENCE_SECONDS = 60


class WrongAnswerError(Exception):
    """A server answered, but not what it should."""


@dataclasses.dataclass(frozen=True)
class Target:
    """One question, or several paths asked in turn; ``body`` is JSON to be posted."""

    paths: tuple[str, ...]
    expected: bytes
    body: bytes | None = None

    @property
    def method(self):
        return "GET" if self.body is None else "POST"


def rows():
    """A table of exactly 1 MiB as JSON, and how many rows it has."""
    count = 10_000
    table = [
        {"number": number, "name": f"flower {number}", "measured": [5.8, 4.0, 1.2, 0.2]} for number in range(count)
    ]
    text = json.dumps({"rows": table, "note": ""})
    padded = text[:-2] + " " * (MIB - len(text)) + text[-2:]
    return padded.encode(), count


ROWS_BODY, ROWS = rows()


def prediction(mount=""):
    """The prediction of the notebook that is mounted there."""
    return Target((mount + IRIS,), b"setosa")


PREDICTION = prediction()
HELLO = Target(("/hello",), b"hello")
COUNT_ROWS = Target(("/rows",), str(ROWS).encode(), ROWS_BODY)
LARGE = Target(("/large",), b"\n".join([b"x" * 63] * (5 * MIB // 64)))


def numbered(count, mount=""):
    """The endpoints of the notebook that :func:`bench.notebooks.write_numbered` writes."""
    return Target(tuple(f"{mount}/e{number:03d}" for number in range(count)), b"hello")


def check(port, target):
    """Raise unless every path has the right answer; line ends and quotes around it do not matter."""
    for path in target.paths:
        status, answer = ask(port, path, target)
        if status != 200 or answer.strip(b' \r\n"') != target.expected:
            raise WrongAnswerError(
                f"{target.method} {path}: {status} {answer[:300]!r} (expected: 200 {target.expected[:60]!r})"
            )


def settle(port, target):
    """Wait until a server is done with what was asked before: it answers in the order it was asked."""
    ask(port, target.paths[0], target)


def ask(port, path, target):
    """Status and body of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        headers = {} if target.body is None else {"Content-Type": "application/json"}
        connection.request(target.method, path, target.body, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
