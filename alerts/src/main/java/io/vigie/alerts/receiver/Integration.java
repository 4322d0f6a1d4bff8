package io.vigie.alerts.receiver;

/// A way to tell people about a group of alerts: one entry of a receiver's `…_configs`.
///
/// Thread-safe: may be asked for several groups at once. Asked again with the same notification
/// after a [Outcome.Retry] or after a crash, so the receiving side should be able to tell that it
/// is the same (by [Notification#groupKey], for example).
@FunctionalInterface
public interface Integration extends AutoCloseable {
  /// Sends one message, once. Blocks until the outcome is known; gives up when the thread is
  /// interrupted or [Notification#deadline] passes.
  ///
  /// Expected failures are outcomes. An exception is taken for [Outcome.Refused].
  Outcome notify(Notification notification) throws InterruptedException;

  /// Gives back what was opened for it.
  @Override
  default void close() {}
}
