package io.vigie.server.cli;

import java.util.Locale;

/// One flag of `vigie serve`.
///
/// @param name without dashes
/// @param defaultValue as it would be written; for a repeatable flag one value
/// @param help one or two sentences
/// @param without why it has no meaning here; empty if it has
record ServerFlag(String name, Kind kind, String defaultValue, String help, String without) {
  /// What may be written after it.
  enum Kind {
    TEXT,
    /// May be given several times.
    TEXTS,
    /// Takes no value; `--no-` before the name means false.
    SWITCH,
    /// `1h30m`.
    DURATION,
    /// `512MB`.
    SIZE,
    NUMBER
  }

  static ServerFlag text(String name, String defaultValue, String help) {
    return new ServerFlag(name, Kind.TEXT, defaultValue, help, "");
  }

  static ServerFlag texts(String name, String defaultValue, String help) {
    return new ServerFlag(name, Kind.TEXTS, defaultValue, help, "");
  }

  static ServerFlag onOff(String name, boolean defaultValue, String help) {
    return new ServerFlag(name, Kind.SWITCH, Boolean.toString(defaultValue), help, "");
  }

  static ServerFlag duration(String name, String defaultValue, String help) {
    return new ServerFlag(name, Kind.DURATION, defaultValue, help, "");
  }

  static ServerFlag size(String name, String defaultValue, String help) {
    return new ServerFlag(name, Kind.SIZE, defaultValue, help, "");
  }

  static ServerFlag number(String name, String defaultValue, String help) {
    return new ServerFlag(name, Kind.NUMBER, defaultValue, help, "");
  }

  /// The same flag, accepted for the sake of existing start scripts only.
  ServerFlag ignored(String reason) {
    return new ServerFlag(name, kind, defaultValue, help, reason);
  }

  boolean isIgnored() {
    return !without.isEmpty();
  }

  /// As on the command line.
  String option() {
    return "--" + name;
  }

  /// The environment variable that mirrors it: `VIGIE_WEB_LISTEN_ADDRESS`.
  String variable() {
    return "VIGIE_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
