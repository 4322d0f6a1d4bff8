#!/usr/bin/env bash
# How fast history comes in, by each way: a file of every format is made, and sent to a server that has just started on an empty folder; a Prometheus directory
# (made by promtool) is imported by `vigie tsdb import prometheus`. Needs a built tree and curl; promtool for the last.
#   benchmarks/imports.sh [series] [samples of each] [folder for files]
# Values are those of a counter (whole numbers) and of a gauge with two decimals, half of each, 15 s apart.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/packaging/find-jdk.sh"
JAVA_HOME=$(find_jdk)
export JAVA_HOME
vigie=${VIGIE:-$root/server/target/dist/bin/vigie}
series=${1:-1000} each=${2:-10000}
work=${3:-$(mktemp -d)}
mkdir -p "$work"
samples=$((series * each))
port=${PORT:-19191}
start=$(($(date +%s) - each * 15 - 60))

# make FORMAT: one file, series after series.
make() {
  [ -s "$work/$1" ] || awk -v format="$1" -v series="$series" -v each="$each" -v start="$start" 'BEGIN {
    srand(7)
    if (format == "text" || format == "openmetrics") print "# TYPE bench gauge"
    for (s = 0; s < series; s++) {
      value = 0; values = ""; times = ""
      for (i = 0; i < each; i++) {
        value = s % 2 ? value + int(rand() * 50) : int(rand() * 10000) / 100
        at = start + i * 15
        if (format == "json") { values = values (i ? "," : "") value; times = times (i ? "," : "") at "000" }
        else if (format == "csv") print at "," value ",host-" s ",a"
        else print "bench{host=\"host-" s "\",zone=\"a\"} " value " " at (format == "text" ? "000" : "")
      }
      if (format == "json")
        print "{\"metric\":{\"__name__\":\"bench\",\"host\":\"host-" s "\",\"zone\":\"a\"},\"values\":[" values "],\"timestamps\":[" times "]}"
    }
    if (format == "openmetrics") print "# EOF"
  }' > "$work/$1"
}

report() { # NAME SECONDS BYTES CPU_SECONDS
  awk -v name="$1" -v seconds="$2" -v bytes="$3" -v cpu="$4" -v samples="$samples" 'BEGIN {
    printf "| %s | %.0f | %.1f | %.0f | %.2f |\n", name, samples / seconds, seconds, bytes / 1048576, cpu / samples * 1e6 }'
}

cpu_of() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) / hz }' "/proc/$1/stat"; }

send() { # FORMAT PATH [CURL ARGUMENTS]
  make "$1"
  rm -rf "$work/data"
  printf 'scrape_configs: []\nvigie: {push: {import: true}}\n' > "$work/vigie.yml"
  "$vigie" serve --config.file="$work/vigie.yml" --storage.tsdb.path="$work/data" --web.listen-address=127.0.0.1:"$port" --storage.tsdb.retention.time=10y \
    > "$work/vigie.log" 2>&1 &
  server=$!
  trap 'kill $server 2>/dev/null || true' EXIT
  until curl -fs "http://127.0.0.1:$port/-/ready" > /dev/null; do sleep 0.1; done
  before=$(cpu_of "$server")
  seconds=$(curl -fsS -o "$work/answer" -w '%{time_total}' -X POST -T "$work/$1" "${@:3}" "http://127.0.0.1:$port$2")
  grep -q "\"samples\":$samples," "$work/answer" || { echo "$1: not everything was taken: $(cat "$work/answer")" >&2; exit 1; }
  report "$1" "$seconds" "$(stat -c %s "$work/$1")" "$(echo "$(cpu_of "$server") $before" | awk '{ print $1 - $2 }')"
  kill "$server"
  wait "$server" || true
  trap - EXIT
}

prometheus() {
  make openmetrics
  [ -d "$work/prometheus" ] || promtool tsdb create-blocks-from openmetrics -q "$work/openmetrics" "$work/prometheus"
  rm -rf "$work/data"
  TIMEFORMAT='%R %U %S'
  times=$({ time "$vigie" tsdb import prometheus "$work/prometheus" --storage.tsdb.path="$work/data" > "$work/answer" 2> "$work/vigie.log"; } 2>&1)
  grep -q "^$samples samples imported" "$work/answer" || { echo "prometheus: not everything was taken: $(cat "$work/answer")" >&2; exit 1; }
  read -r real user system <<< "$times"
  report "tsdb import prometheus" "$real" "$(du -sb "$work/prometheus" | cut -f1)" "$(echo "$user $system" | awk '{ print $1 + $2 }')"
}

echo "$samples samples, $series series, load $(cut -d' ' -f1 /proc/loadavg)"
echo '| format | samples/s | seconds | MiB sent or read | CPU s per million |'
echo '|---|---:|---:|---:|---:|'
send json /api/v1/import
send text /api/v1/import/prometheus
send openmetrics /api/v1/import -H 'Content-Type: application/openmetrics-text'
send csv '/api/v1/import/csv?format=1:time:unix_s,2:metric:bench,3:label:host,4:label:zone'
if command -v promtool > /dev/null; then prometheus; fi
[ -n "${3:-}" ] || rm -rf "$work"
