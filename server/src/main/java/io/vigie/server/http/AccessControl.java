package io.vigie.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import io.vigie.config.http.Secret;
import io.vigie.server.security.Authentication;
import io.vigie.server.security.Authentication.Demand;
import io.vigie.server.security.Authentication.Outcome;
import io.vigie.server.security.Credential;
import io.vigie.server.security.Permission;
import io.vigie.server.security.Principal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Finds out who asks, and whether they may. Where nobody is asked for credentials, callers on this
/// machine are let in, and a caller behind a proxy is not taken for one. Thread-safe.
final class AccessControl {
  /// Attribute of a request of somebody who is known.
  private static final String PRINCIPAL = "vigie.principal";

  /// Header by which our own pages tell that they have a form to log in with, so that the browser
  /// need not show its own.
  private static final String PAGE = "X-Vigie-Page";

  private final Authentication authentication;
  private final boolean trusted;
  private final String routePrefix;

  /// @param trusted whether callers need not be local where nobody is asked
  /// @param routePrefix what stands before every path of this server
  AccessControl(Authentication authentication, boolean trusted, String routePrefix) {
    this.authentication = authentication;
    this.trusted = trusted;
    this.routePrefix = routePrefix;
  }

  /// Who asks; known after [#identify].
  static Optional<Principal> principalOf(Context context) {
    Principal principal = context.attribute(PRINCIPAL);
    return Optional.ofNullable(principal);
  }

  /// Finds out who asks. A credential that is wrong is refused even where none is needed.
  ///
  /// @return whether the request may go on; if not, it is answered already
  boolean identify(Context context) {
    if (authentication.demand() == Demand.NONE) {
      return identifyByPlace(context);
    }
    String header = context.header("Authorization");
    if (header != null) {
      return identifyByHeader(context, header);
    }
    Optional<Credential> inAddress = InfluxCredential.of(context, routePrefix);
    if (inAddress.isPresent()) {
      return identifyBy(context, inAddress.get());
    }
    String cookie = context.cookie(SessionCookies.ACCESS);
    if (cookie != null
        && authentication.check(new Credential.Cookie(Secret.of(cookie)), "")
            instanceof Outcome.Known(Principal principal)) {
      if (isFromAnotherSite(context)) {
        return refuse(context, 403, "a page of another site must not ask for this\n");
      }
      context.attribute(PRINCIPAL, principal);
    }
    return true;
  }

  private boolean identifyByPlace(Context context) {
    Optional<String> forwardedBy = ClientAddress.forwardedBy(context);
    if (trusted || forwardedBy.isEmpty()) {
      context.attribute(PRINCIPAL, Principal.LOCAL);
      return true;
    }
    return refuse(
        context,
        403,
        "This request came through a proxy (header %s), and there are no users to check it against."
                .formatted(forwardedBy.get())
            + " Give --web.config.file with basic_auth_users, or vigie.security in the"
            + " configuration, or --web.trust-network if the proxy decides who may come in.\n");
  }

  private boolean identifyByHeader(Context context, String header) {
    Optional<Credential> credential = AuthorizationHeader.parse(header);
    return credential.isEmpty() ? demand(context) : identifyBy(context, credential.get());
  }

  private boolean identifyBy(Context context, Credential credential) {
    return switch (authentication.check(credential, ClientAddress.of(context))) {
      case Outcome.Known(Principal principal) -> {
        context.attribute(PRINCIPAL, principal);
        yield true;
      }
      case Outcome.Refused _ -> demand(context);
      case Outcome.Later(Duration wait) -> {
        context.header("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
        yield refuse(context, 429, "too many wrong passwords: try again later\n");
      }
    };
  }

  /// Browsers send cookies along with what other sites' pages ask for, unless told not to; this is
  /// the second bolt, for those that do not listen.
  private static boolean isFromAnotherSite(Context context) {
    if (onlyReads(context)) {
      return false;
    }
    String site = context.header("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = context.header("Origin");
    return origin != null && !hostOf(origin).equals(context.host());
  }

  private static String hostOf(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getAuthority()).orElse("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// Whether whoever asks may use the route that was found. A route that says nothing may be read
  /// by readers and used by admins.
  ///
  /// @return whether the request may go on; if not, it is answered already
  boolean authorise(Context context) {
    Access access = accessOf(context);
    if (access == Access.OPEN && authentication.demand() != Demand.FILE_USERS) {
      return true;
    }
    Optional<Principal> principal = principalOf(context);
    if (principal.isEmpty()) {
      return demand(context);
    }
    Optional<Permission> needed = access.permission();
    if (needed.isEmpty() || principal.get().may(needed.get())) {
      return true;
    }
    authentication.forbidden();
    return refuse(
        context,
        403,
        "%s may not do this: it needs the permission \"%s\"\n"
            .formatted(principal.get().name(), needed.get().word()));
  }

  /// Who asks, for answers that last longer than the look at the credential.
  StreamCaller streamCaller(Context context) {
    String header = context.header("Authorization");
    String cookie = context.cookie(SessionCookies.ACCESS);
    Optional<Credential> credential =
        header == null
            ? Optional.ofNullable(cookie).map(token -> new Credential.Cookie(Secret.of(token)))
            : AuthorizationHeader.parse(header);
    boolean known = principalOf(context).isPresent();
    return new Caller(authentication, credential, known, ClientAddress.of(context));
  }

  /// Looks at the credential again each time.
  ///
  /// @param wasKnown when the request came
  private record Caller(
      Authentication authentication,
      Optional<Credential> credential,
      boolean wasKnown,
      String address)
      implements StreamCaller {
    @Override
    public boolean mayRead() {
      if (authentication.demand() == Demand.NONE) {
        return wasKnown;
      }
      return credential
          .map(each -> authentication.check(each, address))
          .filter(outcome ->
              outcome instanceof Outcome.Known(Principal principal)
                  && principal.may(Permission.READ))
          .isPresent();
    }

    @Override
    public StreamCaller withToken(Secret token) {
      return new Caller(
          authentication, Optional.of(new Credential.Bearer(token)), wasKnown, address);
    }
  }

  /// Whether a page of another site asks, and must not: browsers let every page open a WebSocket,
  /// and send the cookies along.
  boolean isForeignPage(Context context, Cors cors) {
    String origin = context.header("Origin");
    if (origin == null || hostOf(origin).equals(context.host())) {
      return false;
    }
    boolean byCookie =
        context.header("Authorization") == null && context.cookie(SessionCookies.ACCESS) != null;
    return byCookie || !cors.allows(origin);
  }

  static Access accessOf(Context context) {
    Set<RouteRole> roles = context.routeRoles();
    for (RouteRole role : roles) {
      if (role instanceof Access access) {
        return access;
      }
    }
    return onlyReads(context) ? Access.READ : Access.ADMIN;
  }

  static boolean onlyReads(Context context) {
    return context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
  }

  private boolean demand(Context context) {
    boolean ownPage = context.header(PAGE) != null;
    if (authentication.demand() == Demand.ACCOUNTS) {
      context.header("WWW-Authenticate", ownPage ? "Bearer" : "Bearer, Basic realm=\"Vigie\"");
    } else {
      context.header("WWW-Authenticate", "Basic");
    }
    return refuse(context, 401, "Unauthorized\n");
  }

  private static boolean refuse(Context context, int status, String message) {
    Refusal.write(context, status, message.strip());
    return false;
  }
}
