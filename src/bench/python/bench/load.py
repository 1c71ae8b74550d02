"""The load: wrk where it is there, else oha."""

import dataclasses
import json
import shutil
import subprocess

PATIENCE_SECONDS = 60
MISSING = """no load generator on the PATH. Install one of
  wrk   apt-get install wrk (Debian, Ubuntu), dnf install wrk (Fedora), brew install wrk (macOS)
  oha   brew install oha, or cargo install oha"""


@dataclasses.dataclass(frozen=True)
class Sample:
    """What one run of the generator saw; latencies are milliseconds, of all answers.

    Requests and rate are those of the right answers: who refuses quickly shall not be the fastest. Stolen is the part of
    the machine's time that its host took meanwhile.
    """

    requests: int
    rate: float
    p50: float
    p99: float
    errors: int
    stolen: float = 0.0


class Wrk:
    """wrk with one thread, told by a script what to ask; the script reports in JSON."""

    name = "wrk"

    def run(self, port, target, connections, seconds, folder):
        script = folder / "load.lua"
        script.write_text(lua(target, folder))
        options = ["-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", f"{PATIENCE_SECONDS}s", "--latency"]
        said = output(["wrk", *options, "-s", str(script), f"http://127.0.0.1:{port}{target.paths[0]}"], seconds)
        return wrk_sample(said)


def lua(target, folder):
    """A script for wrk; every target pays for the same ``request`` function when it has several paths."""
    lines = ["wrk.headers['Connection'] = 'keep-alive'"]
    if target.body is not None:
        body = folder / "body.json"
        body.write_bytes(target.body)
        lines += [
            "wrk.method = 'POST'",
            "wrk.headers['Content-Type'] = 'application/json'",
            f"local file = io.open({str(body)!r}, 'rb')",
            "wrk.body = file:read('*a')",
            "file:close()",
        ]
    if rotates(target):
        lines += [
            f"local paths = {{{', '.join(repr(path) for path in target.paths)}}}",
            "local at = 0",
            "request = function() at = at % #paths + 1; return wrk.format(nil, paths[at]) end",
        ]
    return "\n".join([*lines, REPORT])


def rotates(target):
    """Whether the paths are asked in turn, even if that is one path: see ``targets.numbered``."""
    return target.paths[0].endswith("/e000")


REPORT = """
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\\nRESULT {"answers": %d, "microseconds": %d, "p50": %d, "p99": %d, "refused": %d, "lost": %d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.status, e.connect + e.read + e.write + e.timeout))
end
"""


def wrk_sample(said):
    """The report among the rest of what wrk prints; its own requests are all answers, right or not."""
    (line,) = [line for line in said.splitlines() if line.startswith("RESULT ")]
    seen = json.loads(line.removeprefix("RESULT "))
    right = seen["answers"] - seen["refused"]
    rate = right / (seen["microseconds"] / 1e6)
    return Sample(right, rate, seen["p50"] / 1e3, seen["p99"] / 1e3, seen["refused"] + seen["lost"])


class Oha:
    """oha, for machines without wrk."""

    name = "oha"

    def run(self, port, target, connections, seconds, folder):
        options = ["--no-tui", "--output-format", "json", "-z", f"{seconds}s", "-c", str(connections)]
        options += ["-t", f"{PATIENCE_SECONDS}s", *self.question(port, target, folder)]
        return oha_sample(output(["oha", *options], seconds))

    def question(self, port, target, folder):
        url = f"http://127.0.0.1:{port}"
        if rotates(target) and len(target.paths) > 1:
            mount = target.paths[0].removesuffix("/e000")
            return ["--rand-regex-url", url.replace(".", "\\.") + mount + "/e[01][0-9][0-9]"]
        if target.body is None:
            return [url + target.paths[0]]
        body = folder / "body.json"
        body.write_bytes(target.body)
        return ["-m", "POST", "-T", "application/json", "-D", str(body), url + target.paths[0]]


def oha_sample(said):
    """oha counts what was under way at the end as an error; we do not."""
    seen = json.loads(said)
    codes = seen["statusCodeDistribution"]
    right = sum(count for code, count in codes.items() if code.startswith("2"))
    refused = sum(codes.values()) - right
    lost = sum(count for why, count in seen["errorDistribution"].items() if "deadline" not in why)
    percentiles = {name: (seen["latencyPercentiles"][name] or 0) * 1e3 for name in ("p50", "p99")}
    return Sample(right, right / seen["summary"]["total"], **percentiles, errors=refused + lost)


def output(command, seconds):
    """What a generator prints; it gets a minute more than it was told to take."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 2 * PATIENCE_SECONDS)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {(done.stderr or done.stdout)[-1000:]}")
    return done.stdout


def generator():
    """The generator of this machine; raises LookupError with what to do when there is none."""
    for each in (Wrk(), Oha()):
        if shutil.which(each.name):
            return each
    raise LookupError(MISSING)
