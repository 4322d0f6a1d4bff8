package io.vigie.server.http.rest;

import io.vigie.server.http.Access;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `config/pending`: the configuration in force beside the one that a reload would take up.
public final class ConfigApi implements RestRoute.Group {
  private final Supplier<Pending> pending;

  /// What is in force, and what waits. Secrets are masked in both.
  ///
  /// @param file where it is read from; empty without a file
  /// @param inForce as YAML, defaults filled in
  /// @param onDisk likewise; empty if it cannot be put in force
  /// @param problem why it cannot
  /// @param lastReloadSuccessful whether what was last read came in force
  /// @param canReload whether a reload can be asked for over HTTP
  public record Pending(
      String file,
      String inForce,
      Optional<String> onDisk,
      Optional<String> problem,
      boolean lastReloadSuccessful,
      boolean canReload) {}

  /// @param pending reads what is on disk at each call
  public ConfigApi(Supplier<Pending> pending) {
    this.pending = pending;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, "/api/config/pending", Access.ADMIN, _ -> answer(pending.get())));
  }

  private static Reply answer(Pending pending) {
    return Reply.of(json -> {
      json.beginObject().name("file").string(pending.file());
      json.name("inForce").string(pending.inForce());
      if (pending.onDisk().isPresent()) {
        json.name("onDisk").string(pending.onDisk().get());
      }
      if (pending.problem().isPresent()) {
        json.name("problem").string(pending.problem().get());
      }
      json.name("lastReloadSuccessful").bool(pending.lastReloadSuccessful());
      json.name("canReload").bool(pending.canReload()).endObject();
    });
  }
}
