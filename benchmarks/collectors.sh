#!/usr/bin/env bash
# Compares the collectors of the virtual machine on the scraping benchmark, with the options of packaging/bin/vigie. Needs a built tree
# (mvn -Pbenchmarks -pl benchmarks -am package).
#   benchmarks/collectors.sh [rounds] [targets] [series] [interval s] [window s] [store] [heap]
# The collectors take turns, so that what else the machine does hits them alike. The longest pause is that of the whole virtual machine
# (safepoint log), counted from the end of the warm-up on.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/packaging/find-jdk.sh"
java_home=$(find_jdk)
rounds=${1:-3} targets=${2:-1000} series=${3:-1000} interval=${4:-15} window=${5:-120} store=${6:-tsdb} heap=${7:-4g}
class_path=${BENCHMARK_CLASS_PATH:-$(echo "$root"/benchmarks/target/*.jar | tr ' ' :):$(echo "$root"/server/target/lib/*.jar | tr ' ' :)}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for round in $(seq "$rounds"); do
  for collector in ${COLLECTORS:-Serial Parallel G1 Z}; do
    echo "== $collector, round $round, load $(cut -d' ' -f1 /proc/loadavg)"
    "$java_home/bin/java" -XX:+Use${collector}GC -XX:+UseCompactObjectHeaders -Xmx"$heap" ${STRING_DEDUPLICATION:--XX:+UseStringDeduplication} \
      --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xlog:safepoint*:file="$log":uptime -cp "$class_path" \
      io.vigie.benchmarks.ScrapeBenchmark "$targets" "$series" "$interval" "$window" "$store" || true
    awk -v from=$((5 * interval)) '{ t = substr($1, 2) + 0 } t > from && match($0, /Total: +[0-9]+/) {
        ns = substr($0, RSTART + 6, RLENGTH - 6) + 0; sum += ns; n++; if (ns > max) max = ns }
      END { printf "%d pauses, %.0f ms in all, longest %.1f ms\n", n, sum / 1e6, max / 1e6 }' "$log"
  done
done
