#!/usr/bin/env python3
"""Times asyncio in Java against CPython's on this machine and prints both and the ratio.

  mvn -q compile && python3.13 src/bench/asyncio/compare.py [--million] [--handovers]

The CPython that runs this script is the one compared with. Needs a JDK 25 or later: JAVA_HOME,
or the newest one in /usr/lib/jvm. Each side has the machine for itself in turn; the median of
the rounds counts, after warm-up rounds in the same JVM. Pinning needs taskset.
"""
import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = os.path.join(HERE, "..", "..", "..", "target", "classes")
CORE = ["taskset", "-c", "0"]
OPENED = ["--add-opens", "java.base/java.lang=ALL-UNNAMED"]


def java():
    homes = [os.environ.get("JAVA_HOME", "")] + sorted(glob.glob("/usr/lib/jvm/*"), reverse=True)
    for home in homes:
        command = os.path.join(home, "bin", "java")
        if os.path.exists(command):
            version = subprocess.run([command, "-version"], capture_output=True, text=True).stderr
            if int(version.split('"')[1].split(".")[0].split("-")[0]) >= 25:
                return command
    sys.exit("no JDK 25 found: set JAVA_HOME")


JAVA = java()


def in_java(kind, tasks, rounds, yields=0, prefix=(), options=(), warmup=3):
    out = run([*prefix, JAVA, *OPENED, *options, "-cp", CLASSES, os.path.join(HERE, "LoopRounds.java"), kind,
               str(tasks), str(rounds + warmup), str(yields)])
    return statistics.median(out[warmup:])


def in_python(tasks, rounds, yields=0, prefix=()):
    command = [*prefix, sys.executable, "-B", os.path.join(HERE, "..", "peers", "sleeps.py"), "asyncio", str(tasks),
               str(1 + rounds), str(yields)]
    return statistics.median(run(command)[::2][1:])


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [float(line) for line in done.stdout.split()]


def report(what, unit, ours, theirs, target):
    ratio = ours / theirs
    verdict = "met" if ratio <= target else "MISSED"
    print("%-44s %10.3f %s   CPython %10.3f %s   ratio %.2f (target %.1f: %s)"
          % (what, ours, unit, theirs, unit, ratio, target, verdict), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--million", action="store_true", help="also a million sleeping tasks under -Xmx4g")
    parser.add_argument("--handovers", action="store_true", help="also 10,000,000 hand-overs, counted")
    args = parser.parse_args()
    print("%s, CPython %s, %d cores" % (JAVA, sys.version.split()[0], os.cpu_count()))
    switches = 1000 * 1000
    theirs = in_python(1000, 5, 1000) / switches * 1e9
    report("1,000 tasks x 1,000 sleep(0), a switch", "ns", in_java("switch", 1000, 5, 1000) / switches * 1e9, theirs, 1.6)
    if shutil.which("taskset"):
        theirs = in_python(1000, 5, 1000, CORE) / switches * 1e9
        report("the same, pinned to one core", "ns", in_java("switch", 1000, 5, 1000, CORE) / switches * 1e9, theirs, 0.3)
    theirs = in_python(100000, 3)
    report("gather over 100,000 tasks that sleep 1 s", "s", in_java("sleep", 100000, 3), theirs, 1.0)
    if args.million:
        theirs = in_python(1000000, 1)
        report("1,000,000 tasks that sleep 1 s, -Xmx4g", "s",
               in_java("sleep", 1000000, 1, options=["-Xmx4g"], warmup=1), theirs, 1.0)
    if args.handovers:
        seconds = in_java("switch", 100, 1, 100000, warmup=0)
        print("10,000,000 hand-overs, none lost: %.1f s" % seconds)


if __name__ == "__main__":
    main()
