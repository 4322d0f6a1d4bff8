package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/// `/-/healthy`, `/-/ready`, `/-/reload`, `/-/quit`.
final class LifecycleRoutes {
  private final Lifecycle lifecycle;
  private final boolean enabled;
  private final ReadyGate readyGate;

  LifecycleRoutes(Lifecycle lifecycle, boolean enabled, ReadyGate readyGate) {
    this.lifecycle = lifecycle;
    this.enabled = enabled;
    this.readyGate = readyGate;
  }

  void addTo(RoutesConfig routes, String prefix) {
    for (HandlerType method : List.of(HandlerType.GET, HandlerType.HEAD)) {
      routes.addHttpHandler(
          method,
          prefix + "/-/healthy",
          context -> context.result("Vigie is Healthy.\n"),
          Access.OPEN);
      routes.addHttpHandler(method, prefix + "/-/ready", this::ready, Access.OPEN);
    }
    for (HandlerType method : List.of(HandlerType.POST, HandlerType.PUT)) {
      routes.addHttpHandler(method, prefix + "/-/reload", this::reload, Access.ADMIN);
      routes.addHttpHandler(method, prefix + "/-/quit", this::quit, Access.ADMIN);
    }
    routes.get(prefix + "/-/reload", LifecycleRoutes::wrongMethod, Access.KNOWN);
    routes.get(prefix + "/-/quit", LifecycleRoutes::wrongMethod, Access.KNOWN);
  }

  private void ready(Context context) {
    if (readyGate.isOpen(context)) {
      context.result("Vigie is Ready.\n");
    }
  }

  private void reload(Context context) {
    if (refusedBecauseDisabled(context)) {
      return;
    }
    try {
      lifecycle.reload();
    } catch (Exception e) {
      context.status(500).result("failed to reload config: " + e.getMessage() + "\n");
    }
  }

  private void quit(Context context) {
    if (!refusedBecauseDisabled(context)) {
      context.result("Requesting termination... Goodbye!");
      lifecycle.quit();
    }
  }

  private boolean refusedBecauseDisabled(Context context) {
    if (!enabled) {
      context.status(403).result("Lifecycle API is not enabled.");
    }
    return !enabled;
  }

  private static void wrongMethod(Context context) {
    context.status(405).result("Only POST or PUT requests allowed");
  }
}
