#!/usr/bin/env python3
"""Measures Async Lab beside what one would use instead, in one session on one machine.

  mvn package -DskipTests && src/bench/run.py [--install] [--quick] [--only PARTS] [--markdown FILE] [--write PAGE]

Parts: gather, growth, options, stop, switches, fan-out, overhead, cluster, start. Each figure is the median
of the rounds, with the least and the most; ratios are to the first row. The first round of each n
warms up and is not counted; ours runs all n in one process, each of the others every n in one of
its own. Of our switches three rounds warm up, since their code is compiled meanwhile. What is not
installed is left out with a notice; --install gets it from Debian's packages, which wants root,
and undici from npm. --write replaces the section of each part in a page such as
src/docs/benchmarks.md. Everything listens on loopback, is bounded in time and count, and is stopped
at the end.
"""
import argparse
import collections
import glob
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "asyncio"))
sys.path.insert(0, HERE)
from compare import JAVA  # noqa: E402 (the JDK that the comparison with CPython finds)
import sections  # noqa: E402

ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
PEERS = os.path.join(HERE, "peers")
PACKAGES = "python3-uvloop python3-httptools python3-aiohttp python3-fastapi uvicorn nodejs npm golang-go wrk".split()
STYLES = ["async-pool", "webclient", "virtual-thread", "asyncio"]
SCALE_STYLES = ["asyncio", "virtual-thread", "webclient", "timer"]
LAB, UPSTREAM, FASTAPI, NODE, BARE = 18080, 18081, 18082, 18083, 18084
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
    if not values:
        return "none"
    middle, least, most = (("%.*f" % (digits, value)) for value in (statistics.median(values), min(values), max(values)))
    return middle if least == most else "%s (%s to %s)" % (middle, least, most)


Load = collections.namedtuple("Load", "rate p99 errors requests")


def errors(loads):
    return "; ".join(sorted({load.errors for load in loads if load.errors != "none"})) or "none"


def notice(text):
    print("left out: " + text, flush=True)


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=1800, **options).stdout


def ratio(values, base):
    return "%.2f" % (statistics.median(values) / statistics.median(base)) if values and base else "none"


def pythons(more):
    """CPython 3.13 if there is one, Debian's, which has uvloop, this one, and what was asked for."""
    found = {}
    for command in ("python3.13", SYSTEM_PYTHON, sys.executable):
        try:
            found.setdefault(python_version(command), command)
        except (OSError, subprocess.CalledProcessError):
            continue
    for command in more:
        try:
            version = python_version(command)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit("--python %s: %s" % (command, error))
        found[version + " of --python" if version in found else version] = command
    if not any(version.startswith("3.13.") for version in found):
        notice("CPython 3.13 (python3.13 on the path, or --python)")
    return found


def python_version(command):
    return run([command, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"], stderr=subprocess.DEVNULL).strip()


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
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", urllib.parse.urlsplit(self.url).port)) == 0:
                sys.exit("something answers already at " + self.url)
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(self.command, env=self.environment, cwd=self.directory, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        try:
            return self.answered()
        except BaseException:
            self.__exit__()
            raise

    def answered(self):
        while True:
            try:
                with urllib.request.urlopen(self.url, timeout=10):
                    self.seconds = time.perf_counter() - self.begun
                    return self
            except OSError:
                if self.process.poll() is not None or time.perf_counter() - self.begun > 120:
                    sys.exit("does not answer: " + " ".join(self.command))
                time.sleep(0.01)

    def cpu_ms(self):
        """What its threads have used of all cores, in user and kernel mode."""
        with open("/proc/%d/stat" % self.process.pid) as stat:
            user, system = stat.read().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")

    def peak_memory(self):
        """The most bytes that were resident until now."""
        with open("/proc/%d/status" % self.process.pid) as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def lab(command, directory=None, **environment):
    return Process(command, LAB, "/actuator/health/readiness", directory, SERVER_PORT=str(LAB), ASYNCLAB_UPSTREAM_PORT=str(UPSTREAM),
                   **environment)


class Bench:

    def __init__(self, quick, more_pythons):
        self.quick = quick
        self.rounds = 2 if quick else 5
        self.java = JAVA
        jars = glob.glob(os.path.join(ROOT, "target", "async-lab-*.jar"))
        if not jars:
            sys.exit("no jar: mvn package -DskipTests")
        self.jar = [self.java, "-jar", os.path.abspath(jars[0])]
        self.pythons = pythons(more_pythons)
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
        try:
            run(["go", "build", "-o", binary, os.path.join(PEERS, "sleeps.go")],
                env={**os.environ, "GOCACHE": os.path.join(self.work, "go")})
        except subprocess.CalledProcessError as error:
            notice("Go: %s" % error)
            return []
        return [("Go goroutines", [binary])]

    def gather(self):
        sizes = [1_000, 10_000, 100_000] if self.quick else [1_000, 10_000, 100_000, 1_000_000]
        table = self.table("gather over n tasks that sleep 1 s (ours with -Xmn3g): seconds, and what the last n takes", "what", *(
            "n = %s" % format(n, ",") for n in sizes), "ratio", "resident bytes a task", "allocated bytes a task")
        base, self.growth_rows = None, {}
        for style in SCALE_STYLES:
            reports, resident = self.runs_of_scale(style, sizes)
            seconds = [[report["wallMs"] / 1000 for report in reports[n]] for n in sizes]
            base = base or seconds[-1]
            self.growth_rows["Async Lab, " + style] = [
                (n, statistics.median(report["overheadMs"] for report in reports[n]), reports[n][-1]["bytesPerTask"])
                for n in sizes if reports[n]]
            table.add("Async Lab, " + style, *map(spread, seconds), ratio(seconds[-1], base), resident,
                      reports[sizes[-1]][-1]["bytesPerTask"] if reports[sizes[-1]] else "none")
        for name, command in self.peers_of_sleeps() + self.go():
            empty = self.rounds_of_peer(name, command, 1, 1)
            seconds, growth = [], []
            for n in sizes:
                rounds = self.rounds_of_peer(name, command, n, 1 + self.rounds_of(n))
                seconds.append([taken for taken, _ in rounds[1:]])
                if seconds[-1] and empty:
                    resident = (rounds[0][1] - empty[0][1]) * 1024 / n
                    growth.append((n, (statistics.median(seconds[-1]) - 1) * 1000, resident))
            self.growth_rows[name] = growth
            table.add(name, *map(spread, seconds), ratio(seconds[-1], base), "%d" % growth[-1][2] if growth else "none", "")

    @staticmethod
    def rounds_of_peer(name, command, *arguments):
        """The seconds and the KB of each round; none, with a notice, if the peer dies."""
        try:
            lines = run(command + [str(argument) for argument in arguments]).splitlines()
            return [[float(word) for word in line.split()] for line in lines]
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            notice("%s: %s" % (name, error))
            return []

    def rounds_of(self, n):
        return self.rounds if n < 1_000_000 else 3

    def runs_of_scale(self, style, sizes):
        """The reports of a style for each n, and the bytes by which a task of the largest n raised the
        peak of the resident memory of a process that had run none."""
        resident = "none"
        with self.lab("-Xmn3g") as service:
            before = service.peak_memory()
            if self.scale(style, sizes[-1], 1):
                resident = (service.peak_memory() - before) // sizes[-1]
        with self.lab("-Xmn3g"):
            return {n: self.scale(style, n, 1 + self.rounds_of(n))[1:] for n in sizes}, resident

    def lab(self, *options, **environment):
        return lab([self.java, *options, *self.jar[1:]], **environment)

    @staticmethod
    def scale(style, n, rounds):
        """The reports of so many runs; fewer, with a notice, if one is refused or fails."""
        reports = []
        try:
            for _ in range(rounds):
                reports.append(get("/api/scale?tasks=%d&delay=1s&style=%s" % (n, style)))
        except urllib.error.HTTPError as refused:
            notice("%s with %d tasks: %s" % (style, n, refused.read().decode()))
        except OSError as error:
            notice("%s with %d tasks: %s" % (style, n, error))
        return reports

    def growth(self):
        if not hasattr(self, "growth_rows"):
            self.gather()
        sizes = sorted({n for costs in self.growth_rows.values() for n, _, _ in costs})
        table = self.table("Growth: what a task costs beyond its second, as n grows tenfold; bytes of ours allocated, theirs resident",
                           "what", *("n = %s" % format(n, ",") for n in sizes), "ratio")
        base = None
        for name, costs in self.growth_rows.items():
            micros = {n: ms * 1000 / n for n, ms, _ in costs}
            cells = {n: "%.2f µs, %d bytes" % (micros[n], size) for n, _, size in costs}
            last = [micros[sizes[-1]]] if sizes[-1] in micros else []
            base = base or last
            table.add(name, *(cells.get(n, "none") for n in sizes), ratio(last, base))

    def options(self):
        n = 100_000 if self.quick else 1_000_000
        table = self.table("gather over %s tasks that sleep 1 s, by the options of the JVM: seconds of the first run, and of "
                           "the third" % format(n, ","), "options", *SCALE_STYLES)
        for options in [[], ["-XX:+UseParallelGC"], ["-Xmn3g"]]:
            cells = []
            for style in SCALE_STYLES:
                with self.lab(*options):
                    seconds = ["%.2f" % (report["wallMs"] / 1000) for report in self.scale(style, n, 3)]
                cells.append(", ".join(seconds[::2]) or "none")
            table.add(" ".join(options) or "none", *cells)

    def stop(self):
        n = 100_000 if self.quick else 1_000_000
        table = self.table("How long it takes to stop %s tasks that have all started: seconds, the first time and the second"
                           % format(n, ","), "options", *SCALE_STYLES)
        for options in [[], ["-XX:+UnlockDiagnosticVMOptions", "-XX:-ProfileExceptionHandlers"]]:
            cells = []
            for style in SCALE_STYLES:
                with self.lab(*options):
                    cells.append(", ".join(self.seconds_to_stop(style, n) for _ in range(2)))
            table.add(" ".join(options) or "none", *cells)

    @staticmethod
    def seconds_to_stop(style, n):
        run_of_all = urllib.request.Request("http://localhost:%d/api/scale?tasks=%d&delay=90s&style=%s" % (LAB, n, style),
                                            headers={"Accept": "text/event-stream"})
        stop = urllib.request.Request("http://localhost:%d/api/scale" % LAB, method="DELETE")
        try:
            with urllib.request.urlopen(run_of_all, timeout=600) as events:
                for line in events:
                    if line.startswith(b"data:") and json.loads(line[5:]).get("started") == n:
                        break
                begun = time.perf_counter()
                with urllib.request.urlopen(stop, timeout=600) as answer:
                    seconds = time.perf_counter() - begun
                    return "%.2f" % seconds if json.load(answer)["stopped"] else "none"
        except OSError as error:
            notice("stopping %s: %s" % (style, error))
            return "none"

    def switches(self):
        n = 1000
        table = self.table("%d tasks x %d sleep(0): ns a switch" % (n, n), "what", "ns", "ratio to ours")
        benchmark = ["-cp", os.path.join(ROOT, "target", "classes"), os.path.join(HERE, "asyncio", "LoopRounds.java"),
                     "switch", str(n), str(self.rounds + 3), str(n)]

        def nanos(options):
            return [float(line) / n / n * 1e9 for line in run([self.java] + options + benchmark).split()][3:]

        # With the baton a process is fast or slow to the end, as its carriers share the tasks: so several.
        opened = ["--add-opens", "java.base/java.lang=ALL-UNNAMED"]
        ours = sum((nanos(opened) for _ in range(self.rounds)), [])
        table.add("Async Lab, asyncio, on the loop's own thread", spread(ours, 0), "1.00")
        baton = sum((nanos([]) for _ in range(self.rounds)), [])
        table.add("Async Lab, asyncio, with the baton", spread(baton, 0), ratio(baton, ours))
        for name, command in self.peers_of_sleeps():
            rounds = self.rounds_of_peer(name, command, n, 1 + self.rounds, n)[1:]
            theirs = [seconds / n / n * 1e9 for seconds, _ in rounds]
            table.add(name, spread(theirs, 0), ratio(theirs, ours))

    def wrk(self, url, seconds):
        out = run(["wrk", "-c64", "-t1", "-d%ds" % seconds, "--latency", "--timeout", "30s", url])
        words = {line.split()[0]: line.split()[1] for line in out.splitlines() if len(line.split()) == 2}
        p99 = words["99%"]
        p99 = float(p99[:-2]) * (1 if p99.endswith("ms") else 1e-3) if p99[-2] in "mu" else float(p99[:-1]) * 1000
        bad = [line.strip() for line in out.splitlines() if "Non-2xx" in line or "Socket errors" in line]
        requests = next(int(line.split()[0]) for line in out.splitlines() if "requests in" in line)
        return Load(float(words["Requests/sec:"]), p99, "; ".join(bad) or "none", requests)

    def warm(self, url, seconds):
        """Loads until it got no faster twice on end, for two and a half minutes at most."""
        best, no_faster = 0, 0
        for _ in range(150 // seconds):
            rate = self.wrk(url, seconds).rate
            no_faster = no_faster + 1 if rate < best * 1.03 else 0
            if no_faster == 2:
                return
            best = max(rate, best)

    def fan_out(self):
        if not shutil.which("wrk"):
            return notice("fan-out (wrk)")
        seconds = 5 if self.quick else 10
        table = self.table("Fan-out: a request calls the upstream 10 x 10 ms and gathers; wrk -c64", "what",
                           "requests/s", "by Little's law at most", "p99 ms", "errors", "ratio", "its CPU, ms a request",
                           "upstream's")
        first = []

        def measure(name, service, upstream, url, waiting=64, wait=0.01):
            self.warm(url, seconds)
            results, cpu = [], []
            for _ in range(min(3, self.rounds)):
                before = service.cpu_ms(), upstream.cpu_ms()
                results.append(self.wrk(url, seconds))
                cpu.append([(process.cpu_ms() - then) / max(1, results[-1].requests)
                            for process, then in zip((service, upstream), before)])
            rates = [load.rate for load in results]
            first.append(rates)
            table.add(name, spread(rates, 0), format(round(waiting / wait), ","), spread([load.p99 for load in results], 1),
                      errors(results), ratio(rates, first[0]), *(spread(times) for times in zip(*cpu)))

        with Process(self.jar, UPSTREAM, "/actuator/health", SPRING_PROFILES_ACTIVE="upstream",
                     ASYNCLAB_UPSTREAM_PORT=str(UPSTREAM)) as upstream:
            address = "http://localhost:%d" % UPSTREAM
            path = "http://localhost:%d/api/gather?count=10&delay=10ms&style=" % LAB
            with self.lab(ASYNCLAB_UPSTREAM_URL=address) as service:
                measure("Async Lab, webclient, 1 loop thread, the whole report", service, upstream, path + "webclient")
                for style in ["asyncio", "virtual-thread"]:
                    measure("Async Lab, %s, the whole report" % style, service, upstream, path + style)
                measure("Async Lab, async-pool, 8 threads, the whole report", service, upstream, path + "async-pool", 8, 0.1)
            with Process(self.bare_app(), BARE, "/webclient", UPSTREAM=address, SERVER_PORT=str(BARE)) as service:
                for path, client in [("webclient", "WebClient"), ("netty", "Reactor Netty's client")]:
                    measure("A bare MVC endpoint, %s, 1 loop thread, no report" % client, service, upstream,
                            "http://localhost:%d/%s" % (BARE, path))
            with self.lab("-XX:+UseParallelGC", ASYNCLAB_UPSTREAM_URL=address) as service:
                measure("Async Lab, webclient, with -XX:+UseParallelGC", service, upstream, path + "webclient")
            if self.uvloop and all(has_module(SYSTEM_PYTHON, it) for it in ("fastapi", "uvicorn", "aiohttp")):
                with Process([SYSTEM_PYTHON, "-m", "uvicorn", "--app-dir", PEERS, "fanout_fastapi:app", "--loop", "uvloop",
                              "--no-access-log", "--port", str(FASTAPI)], FASTAPI, "/fan-out", UPSTREAM=address) as service:
                    parser = "httptools" if has_module(SYSTEM_PYTHON, "httptools") else "h11, since httptools is missing"
                    measure("FastAPI, uvicorn on uvloop and %s, aiohttp, 1 process" % parser, service, upstream,
                            "http://127.0.0.1:%d/fan-out" % FASTAPI)
            else:
                notice("FastAPI (python3-fastapi, python3-aiohttp, uvicorn, python3-uvloop)")
            if shutil.which("node"):
                with Process(["node", self.node_app()], NODE, "/", UPSTREAM=address, PORT=str(NODE)) as service:
                    client = "undici" if os.path.isdir(os.path.join(self.work, "node_modules", "undici")) else "its own fetch"
                    measure("Node http, %s, 1 process" % client, service, upstream, "http://127.0.0.1:%d/" % NODE)
            else:
                notice("Node (nodejs)")

    def bare_app(self):
        """The command of the bare endpoint, compiled against the libraries of the lab's jar."""
        libraries = os.path.join(self.work, "BOOT-INF", "lib", "*")
        with zipfile.ZipFile(self.jar[-1]) as jar:
            jar.extractall(self.work, [name for name in jar.namelist() if name.startswith("BOOT-INF/lib/")])
        classes = os.path.join(self.work, "bare")
        run([os.path.join(os.path.dirname(self.java), "javac"), "-parameters", "-nowarn", "-cp", libraries, "-d", classes,
             os.path.join(PEERS, "Bare.java")], stderr=subprocess.DEVNULL)
        return [self.java, "-cp", classes + os.pathsep + libraries, "-Dspring.main.web-application-type=servlet",
                "-Dserver.address=localhost", "Bare"]

    def node_app(self):
        """The peer beside its node_modules, if npm can get undici; Node's own fetch serves otherwise."""
        shutil.copy(os.path.join(PEERS, "fanout_node.mjs"), self.work)
        if shutil.which("npm"):
            try:
                subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "undici@6"], cwd=self.work,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
            except subprocess.TimeoutExpired:
                notice("undici, which npm can't get")
        return os.path.join(self.work, "fanout_node.mjs")

    def overhead(self):
        table = self.table("Overhead: what the tutorial's gather (200 ms and 100 ms) takes beyond its longest job", "style",
                           "wall - longest, ms", "wall - 200, ms", "ratio")
        base = None
        with self.lab():
            for style in STYLES:
                path = "/api/gather?job=task1:200ms&job=task2:100ms&style=" + style
                if shutil.which("wrk"):
                    self.warm("http://localhost:%d%s" % (LAB, path), 5)
                reports = [get(path) for _ in range(10 + 3 * self.rounds)][10:]
                beyond = [report["wallMs"] - 200 for report in reports]
                base = base or beyond
                table.add(style, spread([report["wallMs"] - report["longestMs"] for report in reports]), spread(beyond),
                          ratio(beyond, base))
            if not shutil.which("wrk"):
                return notice("a Mono endpoint (wrk)")
            table = self.table("A plain Mono endpoint against a lesson with its report: one call of 10 ms; wrk -c64",
                               "endpoint", "requests/s", "p99 ms", "errors", "ratio")
            base = None
            for path in ("/api/nonblocking?delay=10ms", "/api/gather?count=1&delay=10ms&style=webclient"):
                url = "http://localhost:%d%s" % (LAB, path)
                self.warm(url, 10)
                results = [self.wrk(url, 5) for _ in range(min(3, self.rounds))]
                rates = [load.rate for load in results]
                base = base or rates
                table.add("`%s`" % path, spread(rates, 0), spread([load.p99 for load in results], 1), errors(results),
                          ratio(rates, base))

    def cluster(self):
        """The style that runs jobs elsewhere, with as many places as the pool has threads."""
        if not shutil.which("wrk"):
            return notice("cluster (wrk)")
        table = self.table("In other processes: the wall time of a run in ms; wrk -c64 for 10 x 10 ms", "what", "1 x 10 ms",
                           "10 x 10 ms", "100 x 100 ms", "requests/s", "p99 ms", "errors", "ratio")
        seconds = 5 if self.quick else 10
        first = []

        def measure(name, style):
            path = "/api/gather?count=%d&delay=%dms&style=" + style
            url = "http://localhost:%d%s" % (LAB, path % (10, 10))
            self.warm(url, seconds)
            walls = [[get(path % plan)["wallMs"] for _ in range(5 + 3 * self.rounds)][5:] for plan in ((1, 10), (10, 10), (100, 100))]
            loads = [self.wrk(url, seconds) for _ in range(min(3, self.rounds))]
            rates = [load.rate for load in loads]
            first.append(rates)
            table.add(name, *(spread(wall, 1) for wall in walls), spread(rates, 0), spread([load.p99 for load in loads], 1),
                      errors(loads), ratio(rates, first[0]))

        with Process(self.jar, UPSTREAM, "/actuator/health", SPRING_PROFILES_ACTIVE="upstream", ASYNCLAB_UPSTREAM_PORT=str(UPSTREAM)):
            address = "http://localhost:%d" % UPSTREAM
            cluster = {"ASYNCLAB_UPSTREAM_URL": address, "ASYNCLAB_CLUSTER_NAME": "bench-%d" % os.getpid(),
                       "ASYNCLAB_ASYNC_POOL_THREADS": "40"}
            with self.lab(**cluster):
                measure("Async Lab, `async-pool`, 40 threads", "async-pool")
                measure("Async Lab, `virtual-thread`", "virtual-thread")
                measure("Async Lab, `hazelcast`, one JVM of 40 places", "hazelcast")
            with self.lab(ASYNCLAB_CLUSTER_WORK_HERE="false", ASYNCLAB_CLUSTER_AT_START="true", **cluster):
                while not get("/api/cluster")["members"]:
                    time.sleep(0.1)
                port = get("/api/cluster")["members"][0]["name"].rsplit("-", 1)[1]
                workers = [subprocess.Popen(self.jar, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={
                    **os.environ, **cluster, "SPRING_PROFILES_ACTIVE": "worker",
                    "ASYNCLAB_CLUSTER_MEMBERS": "127.0.0.1:" + port}) for _ in range(3)]
                try:
                    until = time.time() + 120
                    while len(get("/api/cluster")["members"]) < 4:
                        if time.time() > until:
                            sys.exit("the workers do not join")
                        time.sleep(0.1)
                    measure("Async Lab, `hazelcast`, three workers of 40 places", "hazelcast")
                finally:
                    for worker in workers:
                        worker.terminate()
                    for worker in workers:
                        worker.wait(60)

    def start(self):
        table = self.table("From the start of the process to the first 200", "what", "seconds", "ratio")
        cache = os.path.join(self.work, "aot")
        run([os.path.join(ROOT, "config", "aot-cache"), self.jar[-1], cache],
            env={**os.environ, "JAVA": self.java})
        extracted = ["-jar", "async-lab.jar"]
        ways = [("java -jar", self.jar), ("extracted", [self.java] + extracted),
                ("extracted, with the AOT cache", [self.java, "-XX:AOTMode=on", "-XX:AOTCache=async-lab.aot"] + extracted)]
        plain = None
        for name, command in ways:
            seconds = []
            for _ in range(self.rounds):
                with lab(command, cache) as service:
                    seconds.append(service.seconds)
            plain = plain or seconds
            table.add(name, spread(seconds), ratio(seconds, plain))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = ["gather", "growth", "options", "stop", "switches", "fan-out", "overhead", "cluster", "start"]
    parser.add_argument("--only", default=",".join(parts), help="some of " + ",".join(parts))
    parser.add_argument("--quick", action="store_true", help="fewer rounds, at most 100,000 tasks")
    parser.add_argument("--install", action="store_true", help="install the peers: " + " ".join(PACKAGES))
    parser.add_argument("--python", action="append", default=[], metavar="COMMAND", help="another CPython to measure")
    parser.add_argument("--markdown", metavar="FILE", help="write the tables there, too")
    parser.add_argument("--write", metavar="PAGE", help="replace the sections of the parts in that page")
    args = parser.parse_args()
    chosen = args.only.split(",")
    for part in chosen:
        if part not in parts:
            parser.error("no part is called " + part)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    if args.install:
        subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
        for package in PACKAGES:
            if subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
                              stdout=subprocess.DEVNULL).returncode:
                notice(package + " can't be installed")
    bench = Bench(args.quick, args.python)
    machine = bench.machine()
    print(machine)
    try:
        for part in [part for part in parts if part in chosen]:
            before = len(bench.tables)
            getattr(bench, part.replace("-", "_"))()
            measured = [table for table in bench.tables[before:] if table.rows]
            if args.write and measured:
                sections.write(args.write, part, machine + ".\n\n" + "\n".join(table.markdown() for table in measured))
    finally:
        shutil.rmtree(bench.work, ignore_errors=True)
        if args.markdown:
            with open(args.markdown, "w") as file:
                file.write(machine + "\n\n" + "\n".join(table.markdown() for table in bench.tables))


if __name__ == "__main__":
    main()
