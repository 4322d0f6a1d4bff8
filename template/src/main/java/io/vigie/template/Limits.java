package io.vigie.template;

/// What one execution may use; past it the template fails with a message that names the limit.
///
/// @param outputLength UTF-16 units of output
/// @param depth nested templates and actions
/// @param steps nodes executed
public record Limits(int outputLength, int depth, int steps) {
  /// Ample for messages: 4 Mi characters, 400 levels, two million nodes.
  public static final Limits DEFAULT = new Limits(4 << 20, 400, 2_000_000);
}
