#!/usr/bin/env python3
"""Sends requests that are made from the service's own OpenAPI document, most of them wrong.

  src/bench/fuzz/fuzz.py [--requests 100000] [--seed 1] [--clients 16] [--port 8080] [--pid PID]

For each operation: parameters that are valid, missing, repeated, too big, of another type or encoding;
bodies that are mutated from the document's examples; any method and header; and broken, slow or cut
HTTP on a bare socket. An answer must come, must be no 5xx but the documented 503, and must have a
type that the document promises for the operation. With --pid, threads, file handles and the heap of
the service after a collection are compared before and after. The same seed sends the same requests;
it stops after --minutes, too. Only loopback is asked. It exits with 1 if anything was wrong.
"""
import argparse
import collections
import copy
import http.client
import json
import random
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

HOST = "127.0.0.1"
METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW"]
# Long runs would make this a test of patience.
DURATIONS = ["0ms", "1ms", "5ms", "PT0.01S", "20ms"]
STRANGE = ["", " ", "null", "-1", "0", "1e9", "99999999999999999999", "NaN", "-0.0", "true", "\u0000", "\ud83d\ude42", "\u202e",
           "a" * 3000, "../../etc/passwd", "%", "%zz", "1;2", "[]", "{}", "<b>", "'", "\"", "\r\nX: y", "０", "1_000", "0x10", "10MS",
           "1ms ", "P1D", "-5ms", "99999999h"]
EXPERIMENTS = re.compile("/api/(capacity|collapse|retry-storm|scale|cpu-bound)$")
TYPES = ["application/json", "text/plain", "image/svg+xml", "text/event-stream", "*/*", "text/html", "a/b", "", "application/xml;q=2", ",,,"]


class Found:
    """What was wrong, and how often each status came."""

    def __init__(self):
        self.lock = threading.Lock()
        self.statuses = collections.Counter()
        self.wrong = {}
        self.count = 0

    def answer(self, status):
        with self.lock:
            self.statuses[status] += 1

    def bad(self, kind, request):
        with self.lock:
            self.count += 1
            self.wrong.setdefault(kind, []).append(request)


class Operation:
    """An operation of the document: how to ask it, and what it may answer."""

    def __init__(self, document, path, method, node):
        self.path, self.method = path, method.upper()
        self.parameters = node.get("parameters", [])
        self.bodies = []
        for content in node.get("requestBody", {}).get("content", {}).values():
            examples = [it.get("value") for it in content.get("examples", {}).values()] + [content.get("example")]
            self.bodies += [json.loads(it) if isinstance(it, str) else it for it in examples if it is not None]
        self.types = set()
        for response in node["responses"].values():
            if "$ref" in response:
                response = document["components"]["responses"][response["$ref"].split("/")[-1]]
            self.types |= set(response.get("content", {}))

    def url(self, rng):
        path = re.sub(r"\{(\w+)}", lambda it: urllib.parse.quote(rng.choice(["1", "2", "future-cancel", "0", "x", *STRANGE[:8]]), safe=""), self.path)
        query = []
        for parameter in self.parameters:
            if parameter.get("in") == "query" and rng.random() < 0.5:
                for _ in range(rng.choice([1, 1, 1, 2, 30])):
                    query.append((parameter["name"], self.value(parameter, rng)))
        if self.is_long():
            # Only what is refused, or computed: experiments have tests of their own.
            query = [it for it in query if it[0] != "mode"] + ([("mode", "predict")] if "capacity" in self.path else [("rate", "-1"), ("tasks", "-1"), ("jobs", "-1")])
        if rng.random() < 0.05:
            query.append((rng.choice(["format", "x", "", "job", "style"]), rng.choice(STRANGE)))
        if rng.random() < 0.05:
            return path + "?" + rng.choice(["%", "a=%zz", "&&&", "=", "a" * 9000, "job=%C3%28", "job=A:1ms;job=B:1ms"])
        return path + ("?" + urllib.parse.urlencode(query, errors="replace") if query else "")

    def is_long(self):
        return EXPERIMENTS.search(self.path) and self.method == "GET"

    def value(self, parameter, rng):
        schema = parameter.get("schema", {})
        schema = schema.get("items", schema)
        if rng.random() < 0.25:
            return rng.choice(STRANGE)
        if "enum" in schema:
            return str(rng.choice(schema["enum"]))
        if schema.get("type") in ("integer", "number"):
            least, most = schema.get("minimum", 0), min(schema.get("maximum", 20), 20)
            return str(rng.choice([least, most, rng.randint(int(least), max(int(least), int(most))), least - 1]))
        if schema.get("type") == "boolean":
            return rng.choice(["true", "false"])
        if parameter["name"] == "job":
            return rng.choice("ABC") + ":" + rng.choice(DURATIONS) + rng.choice(["", "", ":fail", ":block", ":x"])
        return rng.choice(DURATIONS + [str(schema.get("default", "x"))[:20]])

    def body(self, rng):
        if not self.bodies:
            return rng.choice([None, None, b"{}", b"[", b"\xff\xfe"])
        body = mutated(copy.deepcopy(rng.choice(self.bodies)), rng)
        shorten(body)
        text = json.dumps(body)
        choice = rng.random()
        if choice < 0.1:
            return text[:rng.randint(0, len(text))].encode()
        if choice < 0.13:
            return text.encode().replace(b"a", b"\xff", 1)
        if choice < 0.15:
            return b"[" * 5000
        if choice < 0.16:
            return b" " * 400_000 + text.encode()
        return text.encode()


def mutated(node, rng, depth=0):
    for _ in range(rng.choice([0, 1, 1, 2, 4])):
        at = node
        while isinstance(at, (dict, list)) and at and rng.random() < 0.7:
            key = rng.choice(list(at)) if isinstance(at, dict) else rng.randrange(len(at))
            if isinstance(at[key], (dict, list)) and at[key]:
                at = at[key]
                continue
            at[key] = rng.choice([None, -1, 0, 1, 10 ** 30, 1.5, True, [], {}, "", "A", "x" * 500, {"type": "gather"}, *STRANGE[:12]])
            break
        if isinstance(at, dict) and at:
            key = rng.choice(list(at))
            action = rng.random()
            if action < 0.2:
                del at[key]
            elif action < 0.3:
                at[rng.choice(["x", "of", "tasks", "name", "then", "debug"])] = copy.deepcopy(at[key])
        elif isinstance(at, list) and at and rng.random() < 0.3:
            at.extend(copy.deepcopy(at) * rng.choice([1, 1, 20]))
    return node


def shorten(node):
    """A run of seconds would take all the time that there is."""
    for key, value in list(node.items()) if isinstance(node, dict) else []:
        if key in ("delayMs", "timeoutMs", "cleanupMs", "atMs") and isinstance(value, (int, float)) and 20 < value < 100_000:
            node[key] = 20
        elif key in ("delay", "cleanup") and isinstance(value, str) and len(value) < 6:
            node[key] = "20ms"
        shorten(value)
    for value in node if isinstance(node, list) else []:
        shorten(value)


def headers(rng, port, body):
    fields = {}
    if rng.random() < 0.4:
        fields["Accept"] = rng.choice(TYPES)
    if body is not None and rng.random() < 0.95:
        fields["Content-Type"] = rng.choice(["application/json"] * 12 + TYPES)
    if rng.random() < 0.05:
        fields[rng.choice(["Range", "If-None-Match", "If-Modified-Since", "Accept-Language", "Accept-Encoding", "Origin", "Referer", "Cookie",
                           "X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Host", "Expect", "Upgrade", "TE", "Content-Encoding"])] = rng.choice(
            ["", "*", "x" * 200, "bytes=0-1", "null", "http://example.org", "gzip", "h2c", "\u00ff", "Thu, 01 Jan 1970 00:00:00 GMT"])
    return {name: value.encode("latin-1", "replace").decode("latin-1") for name, value in fields.items()}


def allowed(operation, method, status, kind, body):
    if status >= 500 and status != 503:
        return "a " + str(status)
    if status == 503 and b'"code"' not in body and method != "HEAD":
        return "a 503 without a reason"
    if not body:
        return None
    if kind is None:
        return "a body without a type"
    if status >= 400:
        return None if kind in ("application/problem+json", "text/plain", "text/event-stream") or "/page" in operation.path else "a problem as " + kind
    if method == operation.method and status == 200 and kind not in operation.types:
        return "a type that is not documented: " + kind
    return None


def ask(connection, operation, rng, port, found):
    method = operation.method if rng.random() < 0.9 else rng.choice(METHODS)
    body = operation.body(rng) if method in ("POST", "PUT", "PATCH") or rng.random() < 0.02 else None
    url = operation.url(rng)
    if method == "GET" and EXPERIMENTS.search(operation.path) and not operation.is_long():
        url = operation.path + "?rate=-1&tasks=-1&jobs=-1"
    fields = headers(rng, port, body)
    request = "%s %s %s %s" % (method, url[:300], fields, (body or b"")[:300])
    try:
        connection.request(method, url, body=body, headers=fields)
        answer = connection.getresponse()
        content = answer.read(2_000_000)
    except (http.client.HTTPException, OSError, UnicodeError, ValueError) as error:
        connection.close()
        if isinstance(error, (UnicodeError, ValueError, http.client.InvalidURL)):
            return
        found.bad("no answer: " + type(error).__name__, request)
        return
    found.answer(answer.status)
    kind = answer.headers.get("Content-Type")
    wrong = allowed(operation, method, answer.status, kind.split(";")[0] if kind else None, content)
    if wrong:
        found.bad(wrong, request + " -> " + repr(content[:200]))
    if answer.will_close:
        connection.close()


BROKEN = [b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"GET /api/gather HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00",
          b"GET /api/gather?job=A:1ms HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          b"POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
          b"POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
          b"POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
          b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 3000 + b"\r\n",
          b"GET /api/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00" * 200,
          b"GET /../../x HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3, b"CONNECT example.org:80 HTTP/1.1\r\nHost: localhost\r\n\r\n"]


def broken(rng, port, found):
    """What is no HTTP may be answered or not, but not with a 500; and the connection must not last."""
    text = rng.choice(BROKEN)
    with socket.create_connection((HOST, port), timeout=30) as plain:
        try:
            if rng.random() < 0.2:
                for index in range(0, min(len(text), 60), 7):
                    plain.sendall(text[index:index + 7])
                    time.sleep(0.002)
            else:
                plain.sendall(text)
            if rng.random() < 0.5:
                plain.shutdown(socket.SHUT_WR)
                answer = plain.recv(200)
                status = re.match(rb"HTTP/1.1 (\d+)", answer)
                if status:
                    found.answer("broken " + status.group(1).decode())
                    if status.group(1).startswith(b"5") and status.group(1) not in (b"501", b"505"):
                        found.bad("a " + status.group(1).decode() + " for broken HTTP", repr(text[:200]))
        except OSError:
            pass


def figures(pid):
    subprocess.run(["jcmd", str(pid), "GC.run"], stdout=subprocess.DEVNULL, check=True)
    heap = subprocess.run(["jcmd", str(pid), "GC.heap_info"], capture_output=True, text=True, check=True).stdout
    used = re.search(r"used (\d+)K", heap)
    with open("/proc/%d/status" % pid) as status:
        threads = int(re.search(r"Threads:\s+(\d+)", status.read()).group(1))
    handles = len(subprocess.run(["ls", "/proc/%d/fd" % pid], capture_output=True, text=True, check=True).stdout.split())
    return {"threads": threads, "file handles": handles, "heap in MB": round(int(used.group(1)) / 1024) if used else None}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--requests", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--clients", type=int, default=16)
    arguments.add_argument("--port", type=int, default=8080)
    arguments.add_argument("--minutes", type=float, default=15)
    arguments.add_argument("--pid", type=int)
    options = arguments.parse_args()
    connection = http.client.HTTPConnection(HOST, options.port, timeout=60)
    connection.request("GET", "/v3/api-docs")
    document = json.loads(connection.getresponse().read())
    operations = [Operation(document, path, method, node) for path, item in document["paths"].items() for method, node in item.items()]
    found = Found()
    before = figures(options.pid) if options.pid else None
    begin = time.time()

    def client(number):
        rng = random.Random(options.seed * 1000 + number)
        own = http.client.HTTPConnection(HOST, options.port, timeout=60)
        for _ in range(options.requests // options.clients):
            if time.time() - begin > 60 * options.minutes:
                break
            if rng.random() < 0.02:
                broken(rng, options.port, found)
            else:
                ask(own, rng.choice(operations), rng, options.port, found)
        own.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(options.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("%d answers in %.0f s, seed %d: %s" % (sum(found.statuses.values()), time.time() - begin, options.seed,
                                                dict(sorted(found.statuses.items(), key=lambda it: str(it[0])))))
    for kind, requests in sorted(found.wrong.items(), key=lambda it: -len(it[1])):
        print("%d times %s, such as\n  %s" % (len(requests), kind, "\n  ".join(requests[:3])))
    if before:
        time.sleep(30)
        after = figures(options.pid)
        print("before %s\nafter  %s" % (before, after))
        for name in ("threads", "file handles"):
            if after[name] > before[name] + 40:
                found.bad("more " + name, str(after))
    sys.exit(1 if found.count else 0)


if __name__ == "__main__":
    main()
