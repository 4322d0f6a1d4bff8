#!/usr/bin/env bash
# Lays out the release under server/target/dist, trains the start-up cache, and packs the archive. Called by Maven's package phase:
#   packaging/dist.sh <server/target> <version>
set -euo pipefail
target=$1
version=$2
packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$packaging/find-jdk.sh"
JAVA_HOME=$(find_jdk)
export JAVA_HOME
dist="$target/dist"

rm -rf "$dist"
mkdir -p "$dist/bin" "$dist/lib"
cp -p "$target"/lib/*.jar "$dist/lib/"
cp -p "$target/vigie-server-$version.jar" "$dist/lib/vigie-server.jar"
cp "$packaging/bin/vigie" "$packaging/find-jdk.sh" "$dist/bin/"
cp "$packaging/../LICENSE" "$packaging/../README.md" "$packaging/../CHANGELOG.md" "$dist/"
cp -r "$packaging/systemd" "$dist/"

# Start-up cache (JEP 483, 514): a short life of the server, from start to a few answers and a clean stop, tells the virtual
# machine which classes to have ready. Without curl the archive works as well, only slower to start.
train() {
  local scratch pid address=""
  scratch=$(mktemp -d)
  VIGIE_JAVA_OPTS="-XX:AOTCacheOutput=$dist/lib/vigie.aot -Xlog:aot=off -Xlog:cds=off" \
    "$dist/bin/vigie" serve --web.listen-address=127.0.0.1:0 --storage.tsdb.path="$scratch/data" >"$scratch/log" 2>&1 &
  pid=$!
  for _ in $(seq 300); do
    address=$(sed -n 's/.*msg=ready addresses=\[\([0-9.:]*\)\].*/\1/p' "$scratch/log")
    [ -z "$address" ] && kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  if [ -n "$address" ]; then
    sleep 3
    for path in / /metrics /api/v1/status/buildinfo /api/v1/targets "/api/v1/query?query=up" /api/v1/labels \
      "/api/v1/query_range?query=sum(rate(node_cpu_seconds_total%5B1m%5D))&start=$(($(date +%s) - 60))&end=$(date +%s)&step=5"; do
      curl -s -o /dev/null "http://$address$path" || true
    done
  fi
  kill -TERM "$pid" 2>/dev/null || true
  wait "$pid" || true
  if [ -s "$dist/lib/vigie.aot" ]; then
    cp "$JAVA_HOME/release" "$dist/lib/vigie.aot.release"
  else
    echo "dist: no start-up cache was made:" >&2
    tail -5 "$scratch/log" >&2
  fi
  rm -rf "$scratch"
}
if command -v curl >/dev/null; then train; fi

touch "$dist/.built"
tar -czf "$target/vigie-$version.tar.gz" -C "$target" --exclude=.built --transform "s,^dist,vigie-$version," dist
