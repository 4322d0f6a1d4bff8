# Sourced by ./vigie and ./build: finds a JDK 25.

# Prints the home of a JDK 25: JAVA_HOME if it is one, else the usual folders of the system and of SDKMAN. Explains itself
# and fails if there is none.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/*jdk*25* /opt/java/openjdk \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$home" ] && [ -x "$home/bin/java" ] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  home=$(command -v java) && home=$(readlink -f "$home") && home=${home%/bin/java}
  if [ -n "$home" ] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
    printf '%s\n' "$home"
    return 0
  fi
  echo "vigie: no JDK 25 found: install one (for example Temurin 25) or let JAVA_HOME point to it" >&2
  return 1
}
