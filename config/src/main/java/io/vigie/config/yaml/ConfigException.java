package io.vigie.config.yaml;

/// A configuration file cannot be taken as it stands. The message is `file:line:column: what`, and
/// says what would be right where that is known.
public final class ConfigException extends RuntimeException {
  private final String source;
  private final Position position;
  private final String problem;

  public ConfigException(String source, Position position, String problem) {
    super(
        position.isKnown()
            ? source + ":" + position.line() + ":" + position.column() + ": " + problem
            : source + ": " + problem);
    this.source = source;
    this.position = position;
    this.problem = problem;
  }

  /// Name of the file.
  public String source() {
    return source;
  }

  public Position position() {
    return position;
  }

  /// What is wrong, without where.
  public String problem() {
    return problem;
  }
}
