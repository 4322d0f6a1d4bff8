#!/usr/bin/env bash
# Starts a class of the benchmarks. Needs a built tree (mvn -Pbenchmarks -pl benchmarks -am package -DskipTests -Dui.skip).
#   benchmarks/run.sh org.openjdk.jmh.Main QueryBenchmark -wi 2 -i 3
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/packaging/find-jdk.sh"
java_home=$(find_jdk)
exec "$java_home/bin/java" -Xmx2g -XX:+UseCompactObjectHeaders -cp \
  "${BENCHMARK_CLASS_PATH:-$root/benchmarks/target/classes:$(echo "$root"/benchmarks/target/lib/*.jar | tr ' ' :)}" "$@"
