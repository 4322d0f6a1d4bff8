package io.vigie.outbound;

/// One header field of a request.
///
/// @param name as it goes on the wire; compared without regard to case
/// @param value as it goes on the wire, possibly a secret
public record Header(String name, String value) {
  /// Never shows the value.
  @Override
  public String toString() {
    return name + ": …";
  }
}
