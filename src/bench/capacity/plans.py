#!/usr/bin/env python3
"""Measures ten workloads in every style, and holds them against what was predicted.

  plans.py [--url http://localhost:8080] [--duration 10s] [--only 1,3] [--strict] [--markdown FILE] [--write PAGE]

Wants a service that runs, on a machine that does nothing else: it takes about a quarter of an hour. The
throughput has to be within 5% of the predicted one. Where the predicted utilisation is 0.85 or
less, p50 has to be within 10% or 5 ms, and p99 within 25% or 15 ms. Where the cores were busy for
85% of the time they were the limit, and nothing is asked of the row but that it says so; with
--strict it is judged like the others. The exit status is 1 if a row is out of bounds.
"""
import argparse
import json
import os
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import sections  # noqa: E402

PLANS = [
    ("more than the pool carries", "calls=3&delay=50ms&rate=60&threads=8"),
    ("in step", "calls=3&delay=50ms&rate=40&threads=8&arrivals=constant"),
    ("the same in bursts", "calls=3&delay=50ms&rate=40&threads=8"),
    ("one long call", "calls=1&delay=100ms&rate=60&threads=8"),
    ("short calls", "calls=5&delay=20ms&rate=50&threads=8"),
    ("a wide fan-out", "calls=10&delay=100ms&rate=15&threads=20"),
    ("calls that vary", "calls=2&delay=50ms&jitter=50ms&rate=40&threads=8"),
    ("few connections", "calls=3&delay=50ms&rate=40&threads=16&connections=8"),
    ("a tenth blocks", "calls=3&delay=50ms&rate=30&threads=8&blockingShare=0.1"),
    ("some fail", "calls=2&delay=200ms&rate=30&threads=20&failRate=0.05"),
]
BUSY = 0.85


def ask(url):
    try:
        with urllib.request.urlopen(url, timeout=600) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        sys.exit("%s: %s" % (url, error.read().decode()))


def warm(url):
    """Loads every style until a request needs no less CPU time, for five minutes at most: the compiler is busy at first."""
    least, end = None, time.time() + 300
    while time.time() < end:
        report = ask("%s/api/capacity?rate=200&duration=10s&threads=50" % url)
        now = sum(style["measured"]["cpuMsPerRequest"] or 0 for style in report["styles"])
        print("warming up: %.2f ms of CPU a request" % (now / len(report["styles"])), file=sys.stderr, flush=True)
        if least is not None and now > 0.97 * least:
            return
        least = now


def near(measured, predicted, part, ms):
    return abs(measured - predicted) <= max(part * predicted, ms)


def judge(predicted, measured, strict):
    """Returns what is out of bounds; unless strict, busy cores explain all of it."""
    if not strict and (measured["cpuLoad"] or 0) >= BUSY:
        return "the cores"
    out = []
    if not near(measured["throughput"], predicted["throughput"], 0.05, 0):
        out.append("throughput")
    if (predicted["utilisation"] or 0) <= 0.85:
        if not near(measured["p50Ms"], predicted["p50Ms"], 0.10, 5):
            out.append("p50")
        if not near(measured["p99Ms"], predicted["p99Ms"], 0.25, 15):
            out.append("p99")
    return ", ".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://localhost:8080")
    parser.add_argument("--duration", default="10s")
    parser.add_argument("--only", help="the numbers of the plans")
    parser.add_argument("--strict", action="store_true", help="busy cores explain nothing")
    parser.add_argument("--markdown", metavar="FILE")
    parser.add_argument("--write", metavar="PAGE", help="replace the section of the plans in that page")
    options = parser.parse_args()
    chosen = [int(number) for number in options.only.split(",")] if options.only else range(1, len(PLANS) + 1)
    warm(options.url)
    columns = "plan", "style", "utilisation", "requests/s", "p50 ms", "p99 ms", "cores busy", "out of bounds"
    lines = ["| " + " | ".join(columns) + " |", "| --- | --- |" + " ---: |" * 5 + " --- |"]
    print("\n".join(lines), flush=True)
    wrong = 0
    for number in chosen:
        name, query = PLANS[number - 1]
        report = ask("%s/api/capacity?%s&duration=%s" % (options.url, query, options.duration))
        for style in report["styles"]:
            predicted, measured = style["predicted"], style["measured"]
            out = judge(predicted, measured, options.strict)
            wrong += out not in ("", "the cores")
            utilisation = predicted["utilisation"]
            load = measured["cpuLoad"]
            cells = ["%d. %s: `%s`" % (number, name, query), style["style"],
                     "no limit" if utilisation is None else "%.2f" % utilisation]
            cells += ["%s / %s" % (predicted[field], measured[field]) for field in ("throughput", "p50Ms", "p99Ms")]
            cells += ["?" if load is None else "%d%%" % round(100 * load), out]
            lines.append("| " + " | ".join(cells) + " |")
            print(lines[-1], flush=True)
    machine = report["machine"]
    if options.write:
        sections.write(options.write, "plans", "%s cores, Java %s, %s; `--duration %s`; %s.\n\n%s" % (
            machine["cores"], machine["java"], machine["os"], options.duration, time.strftime("%Y-%m-%d"), "\n".join(lines)))
    lines += ["", "Predicted / measured. %s cores, Java %s, %s." % (machine["cores"], machine["java"], machine["os"])]
    print("\n".join(lines[-2:]) + "\n%d rows out of bounds" % wrong)
    if options.markdown:
        with open(options.markdown, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
