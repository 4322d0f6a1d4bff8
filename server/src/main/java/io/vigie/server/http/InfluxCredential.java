package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.config.http.Secret;
import io.vigie.server.security.Credential;
import java.util.Optional;
import java.util.Set;

/// The user and password that clients of InfluxDB 1 write into the address (`?u=…&p=…`). Taken only
/// where such clients call: elsewhere an address is no place for a password.
final class InfluxCredential {
  private static final Set<String> PATHS = Set.of("/write", "/query");

  private InfluxCredential() {}

  /// @param routePrefix what stands before every path of this server
  static Optional<Credential> of(Context context, String routePrefix) {
    String path = context.path();
    if (PATHS.stream().noneMatch(each -> path.equals(routePrefix + each))) {
      return Optional.empty();
    }
    String user = context.queryParam("u");
    String password = context.queryParam("p");
    return user == null || password == null
        ? Optional.empty()
        : Optional.of(new Credential.NameAndPassword(user, Secret.of(password)));
  }
}
