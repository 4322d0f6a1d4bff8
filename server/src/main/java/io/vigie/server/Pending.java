package io.vigie.server;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A room that is being opened on a thread of its own, beside others. Thread-safe.
final class Pending<T extends Closeable> implements Closeable {
  /// Opens a room.
  @FunctionalInterface
  interface Opening<T> {
    T open() throws IOException;
  }

  private final FutureTask<T> task;

  private Pending(FutureTask<T> task) {
    this.task = task;
  }

  /// Begins to open.
  ///
  /// @param name of the thread
  static <T extends Closeable> Pending<T> of(String name, Opening<T> opening) {
    FutureTask<T> task = new FutureTask<>(opening::open);
    Thread.ofPlatform().daemon().name(name).start(task);
    return new Pending<>(task);
  }

  /// The opened room, awaited if need be.
  ///
  /// @throws IOException if it could not be opened
  T get() throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IOException(e);
      }
    }
  }

  /// Closes the room if it was opened, or still will be.
  @Override
  public void close() throws IOException {
    T room;
    try {
      room = get();
    } catch (IOException | RuntimeException e) {
      return; // not opened: whoever asked for it has been told
    }
    room.close();
  }
}
