#!/usr/bin/env python3
"""Measures Async Lab beside what one would use instead, in one session on one machine.

  mvn package -DskipTests && src/bench/run.py [--install] [--quick] [--only PARTS] [--markdown FILE]

Parts: gather, switches, fan-out, overhead, start, growth. Each figure is the median of the
rounds, with the least and the most; ratios are to the first row. What is not installed is left
out with a notice; --install gets it from Debian's packages, which wants root. Everything listens
on loopback, is bounded in time and count, and is stopped at the end.
"""
import argparse
import glob
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "asyncio"))
from compare import JAVA  # noqa: E402 (the JDK that the comparison with CPython finds)

ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
PEERS = os.path.join(HERE, "peers")
PACKAGES = "python3-uvloop python3-httptools python3-aiohttp python3-fastapi uvicorn nodejs npm golang-go wrk".split()
STYLES = ["async-pool", "webclient", "virtual-thread", "asyncio"]
LAB, UPSTREAM, FASTAPI, NODE = 18080, 18081, 18082, 18083
SYSTEM_PYTHON = "/usr/bin/python3"


class Table:
    """A table of medians with their spread, printed as it grows."""

    def __init__(self, title, columns):
        self.title, self.columns, self.rows = title, columns, []
        print("\n" + title + "\n" + " | ".join(columns), flush=True)

    def add(self, *cells):
        self.rows.append([str(cell) for cell in cells])
        print(" | ".join(self.rows[-1]), flush=True)

    def markdown(self):
        lines = ["**%s**" % self.title, "", "| " + " | ".join(self.columns) + " |",
                 "| --- |" + " ---: |" * (len(self.columns) - 1)]
        return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in self.rows]) + "\n"


def spread(values, digits=2):
    middle, least, most = (("%.*f" % (digits, value)) for value in (statistics.median(values), min(values), max(values)))
    return middle if least == most else "%s (%s to %s)" % (middle, least, most)


def errors(results):
    return "; ".join(sorted({bad for _, _, bad in results if bad != "none"})) or "none"


def notice(text):
    print("left out: " + text, flush=True)


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=600, **options).stdout


def pythons():
    """CPython 3.13 if there is one, and Debian's, which has uvloop."""
    found = {}
    for command in ("python3.13", SYSTEM_PYTHON, sys.executable):
        try:
            version = run([command, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"],
                          stderr=subprocess.DEVNULL).strip()
        except (OSError, subprocess.CalledProcessError):
            continue
        found.setdefault(version, command)
    return found


def has_module(python, module):
    return subprocess.run([python, "-c", "import " + module], stderr=subprocess.DEVNULL).returncode == 0


def get(path, port=LAB):
    with urllib.request.urlopen("http://localhost:%d%s" % (port, path), timeout=600) as answer:
        return json.load(answer)


class Process:
    """A server that answers under a path, until the with block ends."""

    def __init__(self, command, port, path, directory=None, **environment):
        self.command, self.url, self.directory = command, "http://localhost:%d%s" % (port, path), directory
        self.environment = {**os.environ, **environment}

    def __enter__(self):
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(self.command, env=self.environment, cwd=self.directory, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        while True:
            try:
                with urllib.request.urlopen(self.url, timeout=10):
                    self.seconds = time.perf_counter() - self.begun
                    return self
            except OSError:
                if self.process.poll() is not None or time.perf_counter() - self.begun > 120:
                    self.__exit__()
                    sys.exit("does not answer: " + " ".join(self.command))
                time.sleep(0.01)

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()


def lab(command, directory=None, **environment):
    return Process(command, LAB, "/actuator/health/readiness", directory, SERVER_PORT=str(LAB), ASYNCLAB_UPSTREAM_PORT=str(UPSTREAM),
                   **environment)


class Bench:

    def __init__(self, quick):
        self.quick = quick
        self.rounds = 2 if quick else 5
        self.java = JAVA
        jars = glob.glob(os.path.join(ROOT, "target", "async-lab-*.jar"))
        if not jars:
            sys.exit("no jar: mvn package -DskipTests")
        self.jar = [self.java, "-jar", os.path.abspath(jars[0])]
        self.pythons = pythons()
        self.uvloop = SYSTEM_PYTHON if has_module(SYSTEM_PYTHON, "uvloop") else None
        self.work = tempfile.mkdtemp()
        self.tables = []

    def table(self, title, *columns):
        self.tables.append(Table(title, columns))
        return self.tables[-1]

    def machine(self):
        model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
        versions = [subprocess.run([self.java, "-version"], capture_output=True, text=True).stderr.split("\n")[0]]
        versions += ["CPython " + version for version in self.pythons]
        for tool in ("node", "go"):
            if shutil.which(tool):
                versions.append(tool + " " + run([tool, "version" if tool == "go" else "--version"]).strip())
        return "%d cores, %s; %s; %s" % (os.cpu_count(), model, ", ".join(versions), time.strftime("%Y-%m-%d"))

    def peers_of_sleeps(self):
        """Who else sleeps and yields: a name and the command before the arguments."""
        peers = [("CPython %s asyncio" % version, [command, os.path.join(PEERS, "sleeps.py"), "asyncio"])
                 for version, command in self.pythons.items()]
        if self.uvloop:
            peers.append(("uvloop", [self.uvloop, os.path.join(PEERS, "sleeps.py"), "uvloop"]))
        else:
            notice("uvloop (python3-uvloop)")
        if shutil.which("node"):
            peers.append(("Node Promise.all", ["node", os.path.join(PEERS, "sleeps.mjs")]))
        else:
            notice("Node (nodejs)")
        return peers

    def go(self):
        if not shutil.which("go"):
            notice("Go (golang-go)")
            return []
        binary = os.path.join(self.work, "sleeps")
        run(["go", "build", "-o", binary, os.path.join(PEERS, "sleeps.go")],
            env={**os.environ, "GOCACHE": os.path.join(self.work, "go")})
        return [("Go goroutines", [binary])]

    def gather(self):
        sizes = [1_000, 10_000, 100_000] if self.quick else [1_000, 10_000, 100_000, 1_000_000]
        table = self.table("gather over n tasks that sleep 1 s (ours with -Xmn3g): seconds, and bytes a task", "what", *(
            "n = %s" % format(n, ",") for n in sizes), "bytes a task")
        self.growth_rows = {}
        with lab([self.java, "-Xmn3g"] + self.jar[1:]):
            for style in ["timer", "webclient", "virtual-thread", "asyncio"]:
                cells = []
                for n in sizes:
                    path = "/api/scale?tasks=%d&delay=1s&style=%s" % (n, style)
                    get(path)
                    reports = [get(path) for _ in range(self.rounds if n < 1_000_000 else 3)]
                    cells.append([report["wallMs"] / 1000 for report in reports])
                    self.growth_rows.setdefault(style, []).append((n, statistics.median(
                        report["overheadMs"] for report in reports), reports[-1]["bytesPerTask"]))
                table.add("Async Lab, " + style, *map(spread, cells), "%d allocated" % reports[-1]["bytesPerTask"])
        for name, command in self.peers_of_sleeps() + self.go():
            empty = float(run(command + ["1"]).split()[1])
            cells, memory = [], 0
            for n in sizes:
                results = [run(command + [str(n)]).split() for _ in range(2 if n < 1_000_000 else 1)]
                cells.append([float(seconds) for seconds, _ in results])
                memory = (float(results[-1][1]) - empty) * 1024 / n
            table.add(name, *map(spread, cells), "%d resident" % memory)

    def growth(self):
        if not getattr(self, "growth_rows", None):
            notice("growth, which gather measures")
            return
        table = self.table("Growth: what a task costs beyond its second, as n grows tenfold", "what", *(
            "n = %s" % format(n, ",") for n, _, _ in next(iter(self.growth_rows.values()))))
        for style, rows in self.growth_rows.items():
            table.add("Async Lab, " + style, *("%.2f µs, %d bytes" % (overhead * 1000 / n, size) for n, overhead, size in rows))

    def switches(self):
        n = 1000
        table = self.table("%d tasks x %d sleep(0): ns a switch" % (n, n), "what", "ns", "ratio to ours")
        benchmark = [self.java, "-cp", os.path.join(ROOT, "target", "classes"),
                     os.path.join(HERE, "asyncio", "LoopRounds.java"), "switch", str(n), str(self.rounds + 3), str(n)]
        ours = [float(line) / n / n * 1e9 for line in run(benchmark).split()][3:]
        table.add("Async Lab, asyncio", spread(ours, 0), "1.00")
        for name, command in self.peers_of_sleeps():
            theirs = [float(run(command + [str(n), str(n)]).split()[0]) / n / n * 1e9 for _ in range(self.rounds)]
            table.add(name, spread(theirs, 0), "%.2f" % (statistics.median(theirs) / statistics.median(ours)))

    def wrk(self, url, seconds):
        out = run(["wrk", "-c64", "-t1", "-d%ds" % seconds, "--latency", "--timeout", "30s", url])
        words = {line.split()[0]: line.split()[1] for line in out.splitlines() if len(line.split()) == 2}
        p99 = words["99%"]
        p99 = float(p99[:-2]) * (1 if p99.endswith("ms") else 1e-3) if p99[-2] in "mu" else float(p99[:-1]) * 1000
        bad = [line.strip() for line in out.splitlines() if "Non-2xx" in line or "Socket errors" in line]
        return float(words["Requests/sec:"]), p99, "; ".join(bad) or "none"

    def warm(self, url, seconds):
        """Loads until it gets no faster, for two minutes at most."""
        best = 0
        for _ in range(120 // seconds):
            rate = self.wrk(url, seconds)[0]
            if rate < best * 1.03:
                return
            best = max(rate, best)

    def fan_out(self):
        if not shutil.which("wrk"):
            return notice("fan-out (wrk)")
        seconds, upstream = (5 if self.quick else 10), "http://localhost:%d" % UPSTREAM
        table = self.table("Fan-out: a request calls the upstream 10 x 10 ms and gathers; wrk -c64", "what",
                           "requests/s", "p99 ms", "errors", "ratio")
        first = []

        def measure(name, url):
            self.warm(url, seconds)
            results = [self.wrk(url, seconds) for _ in range(min(3, self.rounds))]
            rates = [rate for rate, _, _ in results]
            first.append(statistics.median(rates))
            table.add(name, spread(rates, 0), spread([p99 for _, p99, _ in results], 1), errors(results),
                      "%.2f" % (statistics.median(rates) / first[0]))

        with Process(self.jar, UPSTREAM, "/actuator/health", SPRING_PROFILES_ACTIVE="upstream",
                     ASYNCLAB_UPSTREAM_PORT=str(UPSTREAM)):
            with lab(self.jar, ASYNCLAB_UPSTREAM_URL=upstream):
                for style in ["webclient", "asyncio", "virtual-thread", "async-pool"]:
                    name = "Async Lab, %s, the whole report" % style
                    if style == "async-pool":
                        name += " (Little: 8 / (10 x 10 ms) = 80)"
                    if style == "webclient":
                        name += ", 1 loop thread"
                    measure(name, "http://localhost:%d/api/gather?count=10&delay=10ms&style=%s" % (LAB, style))
            if self.uvloop and all(has_module(SYSTEM_PYTHON, it) for it in ("fastapi", "uvicorn", "aiohttp")):
                with Process([SYSTEM_PYTHON, "-m", "uvicorn", "--app-dir", PEERS, "fanout_fastapi:app", "--loop", "uvloop",
                              "--no-access-log", "--port", str(FASTAPI)], FASTAPI, "/fan-out", UPSTREAM=upstream):
                    parser = "httptools" if has_module(SYSTEM_PYTHON, "httptools") else "h11, since httptools is missing"
                    measure("FastAPI, uvicorn on uvloop and %s, aiohttp, 1 process" % parser, "http://127.0.0.1:%d/fan-out" % FASTAPI)
            else:
                notice("FastAPI (python3-fastapi, python3-aiohttp, uvicorn)")
            if shutil.which("node"):
                with Process(["node", self.node_app()], NODE, "/", UPSTREAM=upstream, PORT=str(NODE)):
                    client = "undici" if os.path.isdir(os.path.join(self.work, "node_modules", "undici")) else "its own fetch"
                    measure("Node http, %s, 1 process" % client, "http://127.0.0.1:%d/" % NODE)

    def node_app(self):
        """The peer beside its node_modules, if npm can get undici; Node's own fetch serves otherwise."""
        shutil.copy(os.path.join(PEERS, "fanout_node.mjs"), self.work)
        if shutil.which("npm"):
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "undici@6"], cwd=self.work,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
        return os.path.join(self.work, "fanout_node.mjs")

    def overhead(self):
        table = self.table("Overhead: what the tutorial's gather (200 ms and 100 ms) takes beyond its longest job", "style",
                           "wall - longest, ms", "wall - 200, ms")
        with lab(self.jar):
            for style in STYLES:
                path = "/api/gather?job=task1:200ms&job=task2:100ms&style=" + style
                reports = [get(path) for _ in range(10 + 3 * self.rounds)][10:]
                table.add(style, spread([report["wallMs"] - report["longestMs"] for report in reports]),
                          spread([report["wallMs"] - 200 for report in reports]))
            if not shutil.which("wrk"):
                return notice("a Mono endpoint (wrk)")
            table = self.table("A plain Mono endpoint against a lesson with its report: one call of 10 ms; wrk -c64",
                               "endpoint", "requests/s", "p99 ms", "errors")
            for path in ("/api/nonblocking?delay=10ms", "/api/gather?count=1&delay=10ms&style=webclient"):
                url = "http://localhost:%d%s" % (LAB, path)
                self.warm(url, 10)
                results = [self.wrk(url, 5) for _ in range(min(3, self.rounds))]
                table.add("`%s`" % path, spread([rate for rate, _, _ in results], 0),
                          spread([p99 for _, p99, _ in results], 1), errors(results))

    def start(self):
        table = self.table("From the start of the process to the first 200", "what", "seconds", "ratio")
        cache = os.path.join(self.work, "aot")
        run([os.path.join(ROOT, "config", "aot-cache"), self.jar[-1], cache],
            env={**os.environ, "JAVA": self.java})
        extracted = ["-jar", "async-lab.jar"]
        ways = [("java -jar", self.jar), ("extracted", [self.java] + extracted),
                ("extracted, with the AOT cache", [self.java, "-XX:AOTCache=async-lab.aot"] + extracted)]
        plain = None
        for name, command in ways:
            seconds = []
            for _ in range(self.rounds):
                with lab(command, cache) as service:
                    seconds.append(service.seconds)
            plain = plain or statistics.median(seconds)
            table.add(name, spread(seconds), "%.2f" % (statistics.median(seconds) / plain))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = ["gather", "growth", "switches", "fan-out", "overhead", "start"]
    parser.add_argument("--only", default=",".join(parts), help="some of " + ",".join(parts))
    parser.add_argument("--quick", action="store_true", help="fewer rounds, at most 100,000 tasks")
    parser.add_argument("--install", action="store_true", help="install the peers: " + " ".join(PACKAGES))
    parser.add_argument("--markdown", metavar="FILE", help="write the tables there, too")
    args = parser.parse_args()
    if args.install:
        for package in PACKAGES:
            if subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
                              stdout=subprocess.DEVNULL).returncode:
                notice(package + " can't be installed")
    bench = Bench(args.quick)
    machine = bench.machine()
    print(machine)
    try:
        for part in args.only.split(","):
            if part not in parts:
                parser.error("no part is called " + part)
            getattr(bench, part.replace("-", "_"))()
    finally:
        shutil.rmtree(bench.work, ignore_errors=True)
        if args.markdown:
            with open(args.markdown, "w") as file:
                file.write(machine + "\n\n" + "\n".join(table.markdown() for table in bench.tables))


if __name__ == "__main__":
    main()
