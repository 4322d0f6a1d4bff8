package io.vigie.ingest.scrape;

/// How a target is asked to write names that are not plain ASCII names, in the `escaping` parameter
/// of the `Accept` header.
public enum NameEscaping {
  /// As they are.
  ALLOW_UTF_8("allow-utf-8"),
  /// Every other character becomes `_`.
  UNDERSCORES("underscores"),
  /// `.` becomes `_dot_`, `_` becomes `__`, every other character `__`.
  DOTS("dots"),
  /// `U__` before the name, every other character becomes `_<code point in hex>_`.
  VALUES("values");

  private final String configName;

  NameEscaping(String configName) {
    this.configName = configName;
  }

  /// As written in `metric_name_escaping_scheme` and in the header.
  public String configName() {
    return configName;
  }
}
