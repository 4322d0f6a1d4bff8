package io.vigie.promql.eval;

/// A request to stop, given by one thread and looked at by others. Thread-safe; cannot be taken
/// back.
public final class Cancellation {
  private volatile boolean requested;

  /// Asks to stop. May be called again.
  public void cancel() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }
}
