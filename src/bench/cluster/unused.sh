#!/usr/bin/env bash
# Measures what a build costs that nobody uses the style hazelcast of, beside another build, in turn
# and in one run: seconds to the first 200, resident memory when idle, and a gather in each style.
#   src/bench/cluster/unused.sh OTHER.jar THIS.jar [ROUNDS]
set -euo pipefail
java=${JAVA:-java}
rounds=${3:-5}
port=18090
measure() {
	local jar=$1 begin pid
	begin=$(date +%s%N)
	"$java" -jar "$jar" --server.port=$port --asynclab.upstream.port=$((port + 1)) >/dev/null 2>&1 &
	pid=$!
	until curl -sf -o /dev/null "localhost:$port/actuator/health/readiness"; do sleep 0.02; done
	local start=$((($(date +%s%N) - begin) / 1000000))
	sleep 5
	local threads rss walls=()
	for style in async-pool webclient virtual-thread asyncio; do
		for _ in 1 2 3 4 5; do curl -s -o /dev/null "localhost:$port/api/gather?count=10&delay=10ms&style=$style"; done
		walls+=("$style=$(curl -s "localhost:$port/api/gather?count=10&delay=10ms&style=$style" | grep -o '"wallMs":[0-9.]*' | cut -d: -f2)")
	done
	rss=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status")
	threads=$(awk '/Threads/ {print $2}' "/proc/$pid/status")
	kill $pid
	wait $pid || true
	echo "$jar start_ms=$start rss_mb=$rss threads=$threads ${walls[*]}"
}
for _ in $(seq "$rounds"); do
	measure "$1"
	measure "$2"
done
