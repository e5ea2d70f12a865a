#!/usr/bin/env bash
# Measures from outside, with wrk, what /api/blocking and /api/nonblocking carry, and what
# /api/collapse reports for the same. Wants a service that runs: measure.sh [URL]
# A machine that does other work meanwhile measures that work.
set -euo pipefail
url=${1:-http://localhost:8080}

carried() {
  local figures
  figures=$(wrk -c64 -t1 -d"$2" --timeout 60s "$url/api/$1")
  printf '%-42s %8s calls/s  %s\n' "$1" \
    "$(sed -n 's/^Requests\/sec: *//p' <<<"$figures")" \
    "$(grep -E 'Non-2xx|Socket errors' <<<"$figures" || echo 'no errors')"
  # The calls that wrk has left behind: 64 x 50 ms.
  sleep 4
}

# Once warm: the compiler is busy at first.
wrk -c64 -t1 -d40s "$url/api/nonblocking?delay=50ms" >/dev/null
carried 'nonblocking?delay=50ms' 15s
carried 'nonblocking?delay=50ms' 15s
carried 'blocking?on=event-loop&delay=50ms' 20s
carried 'blocking?on=asyncio&delay=50ms' 20s
carried 'blocking?on=async-pool&delay=50ms' 15s
# The same by the experiment: every call blocks, and more arrive than fit.
curl -sS "$url/api/collapse?on=event-loop&rate=40&delay=50ms&blockingShare=1&phase=5s&format=text"
curl -sS "$url/api/collapse?on=async-pool&rate=120&delay=50ms&blockingShare=1&phase=4s&format=text"
curl -sS "$url/api/collapse?on=event-loop&rate=400&delay=50ms&blockingShare=0.1&phase=3s&format=text"
curl -sS "$url/api/collapse?on=event-loop&format=text"
curl -sS "$url/api/collapse?on=asyncio&format=text"
curl -sS "$url/api/collapse?on=async-pool&format=text"
for on in event-loop asyncio async-pool virtual-thread; do
  curl -sS "$url/api/cpu-bound?on=$on&format=text"
done
