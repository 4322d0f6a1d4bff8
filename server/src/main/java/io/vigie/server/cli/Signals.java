package io.vigie.server.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the operating system tells the process.
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  /// Reloads; a failure has been told already.
  @FunctionalInterface
  interface Reload {
    void run() throws IOException;
  }

  private Signals() {}

  /// Reloads at each `SIGHUP`. A system that has no such signal has no such reload.
  static void onReload(Reload reload) {
    try {
      handle("HUP", () -> Thread.ofVirtual().name("reload").start(() -> reload(reload)));
    } catch (ReflectiveOperationException e) {
      LOG.debug("no SIGHUP on this system", e);
    }
  }

  /// Ends in order at `SIGTERM` and `SIGINT`, so that the process says 0 and not that it was
  /// killed.
  static void onEnd(Runnable end) {
    try {
      handle("TERM", end);
      handle("INT", end);
    } catch (ReflectiveOperationException e) {
      LOG.debug("no SIGTERM or SIGINT on this system; the shutdown hook does without", e);
    }
  }

  /// By reflection, because the compiler warns of `sun.misc.Signal` and cannot be told not to; the
  /// JDK has no other way, and module `jdk.unsupported` promises this one until there is.
  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (_, method, _) -> {
              if (method.getName().equals("handle")) {
                action.run();
              }
              return null;
            });
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
  }

  private static void reload(Reload reload) {
    try {
      reload.run();
    } catch (IOException | RuntimeException e) {
      LOG.debug("reload by signal failed", e);
    }
  }
}
