#!/usr/bin/env bash
# Lays out the release under server/target/dist, trains the start-up cache, and packs the archive. Called by Maven's package phase:
#   packaging/dist.sh <server/target> <version> <Maven's local repository>
set -euo pipefail
target=$1
version=$2
repository=$3
packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$packaging/find-jdk.sh"
. "$packaging/train.sh"
JAVA_HOME=$(find_jdk)
export JAVA_HOME
dist="$target/dist"

rm -rf "$dist"
mkdir -p "$dist/bin" "$dist/lib"
cp -p "$target"/lib/*.jar "$dist/lib/"
cp -p "$target/vigie-server-$version.jar" "$dist/lib/vigie-server.jar"
native=org/sqlite/native/Linux
(cd "$target" && rm -rf org && "$JAVA_HOME/bin/jar" xf lib/sqlite-jdbc-*.jar $native/x86_64 $native/aarch64 && mv $native dist/lib/native && rm -rf org)
cp "$packaging/bin/vigie" "$packaging/find-jdk.sh" "$dist/bin/"
cp "$packaging/../LICENSE" "$packaging/../README.md" "$packaging/../CHANGELOG.md" "$dist/"
cp -r "$packaging/systemd" "$dist/"
"$JAVA_HOME/bin/java" "$packaging/ThirdParty.java" "$dist" "$repository"

# Without curl the archive works as well, only slower to start.
if command -v curl >/dev/null; then train "$dist"; fi

touch "$dist/.built"
tar -czf "$target/vigie-$version.tar.gz" -C "$target" --exclude=.built --transform "s,^dist,vigie-$version," dist
