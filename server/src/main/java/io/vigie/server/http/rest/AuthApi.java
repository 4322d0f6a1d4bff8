package io.vigie.server.http.rest;

import io.vigie.config.http.Secret;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonObject;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.SessionCookies;
import io.vigie.server.security.AccountException;
import io.vigie.server.security.Authentication;
import io.vigie.server.security.Authentication.Login;
import io.vigie.server.security.Permission;
import io.vigie.server.security.Principal;
import io.vigie.server.security.Security;
import io.vigie.server.security.Sessions;
import io.vigie.server.security.User;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `auth/…`: log in, stay logged in, log out, change one's password.
public final class AuthApi implements RestRoute.Group {
  private static final String ROOT = "/api/auth";

  private final Security security;
  private final String publicPath;

  /// @param publicPath path before every route as a browser sees it, empty or like `/prefix`
  public AuthApi(Security security, String publicPath) {
    this.security = security;
    this.publicPath = publicPath;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.POST, ROOT + "/login", Access.OPEN, this::logIn),
        new RestRoute(Method.POST, ROOT + "/refresh", Access.OPEN, this::refresh),
        new RestRoute(Method.POST, ROOT + "/logout", Access.OPEN, this::logOut),
        new RestRoute(Method.GET, ROOT + "/me", Access.KNOWN, this::me),
        new RestRoute(Method.POST, ROOT + "/password", Access.KNOWN, this::changePassword));
  }

  private Reply logIn(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("username", "password", "cookie"));
    if (security.authentication().demand() != Authentication.Demand.ACCOUNTS) {
      throw new Problem(409, "this server does not ask for accounts: there is no need to log in");
    }
    String user = body.required("username");
    Secret password = Secret.of(body.required("password"));
    return switch (security.authentication().logIn(user, password, request.address())) {
      case Login.In(Sessions.Granted granted) -> {
        audit(user, request, "login");
        yield granted(granted, body.bool("cookie"), request);
      }
      case Login.Wrong _ -> {
        audit(user, request, "login refused");
        throw new Problem(401, "user or password is wrong");
      }
      case Login.Later(Duration wait) -> tryLater(wait);
    };
  }

  private void audit(String user, ApiRequest request, String action) {
    security.audit().record(user, request.address(), action, "", "", "");
  }

  private static Reply tryLater(Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    return Reply.problem(
        429, "too many wrong passwords: try again in " + seconds + " s", "Retry-After", seconds);
  }

  private Reply refresh(ApiRequest request) throws IOException {
    String cookie = request.cookie(SessionCookies.REFRESH);
    String token = request.json().only(List.of("refresh_token")).text("refresh_token");
    boolean byCookie = token.isEmpty();
    if (byCookie && cookie.isEmpty()) {
      // Whoever was never logged in did not fail at it.
      throw new Problem(401, "there is no session to carry on: log in");
    }
    Sessions.Granted granted =
        security
            .authentication()
            .refresh(Secret.of(byCookie ? cookie : token))
            .orElseThrow(() ->
                new Problem(401, "the refresh token is missing, expired or revoked: log in again"));
    return granted(granted, byCookie, request);
  }

  private Reply granted(Sessions.Granted granted, boolean asCookies, ApiRequest request) {
    Reply reply =
        Reply.of(json -> {
          json.beginObject().name("user").string(granted.user());
          json.name("expires_in").number(granted.accessLifetime().toSeconds());
          if (!asCookies) {
            json.name("token_type").string("Bearer");
            json.name("access_token").string(granted.access().reveal());
            json.name("refresh_token").string(granted.refresh().reveal());
          }
          json.endObject();
        });
    return asCookies
        ? reply.withCookies(
            cookies(
                granted.access().reveal(),
                granted.accessLifetime(),
                granted.refresh().reveal(),
                granted.refreshLifetime(),
                request))
        : reply;
  }

  private List<String> cookies(
      String access,
      Duration accessLifetime,
      String refresh,
      Duration refreshLifetime,
      ApiRequest request) {
    boolean secure =
        request.isEncrypted() || request.header("X-Forwarded-Proto").equalsIgnoreCase("https");
    return List.of(
        SessionCookies.header(
            SessionCookies.ACCESS, access, publicPath + "/", accessLifetime, secure),
        SessionCookies.header(
            SessionCookies.REFRESH, refresh, publicPath + ROOT, refreshLifetime, secure));
  }

  /// Whoever has the refresh token, or the access token, of a session may end it.
  private Reply logOut(ApiRequest request) throws IOException {
    String cookie = request.cookie(SessionCookies.REFRESH);
    String token = request.json().only(List.of("refresh_token")).text("refresh_token");
    if (security.authentication().demand() == Authentication.Demand.ACCOUNTS) {
      Sessions sessions = security.accounts().sessions();
      sessions.closeByRefresh(Secret.of(token.isEmpty() ? cookie : token));
      if (request.principal().session().isPresent()) {
        sessions.close(request.principal().session().get());
      }
    }
    return Reply.NOTHING.withCookies(cookies("", Duration.ZERO, "", Duration.ZERO, request));
  }

  private Reply me(ApiRequest request) throws IOException {
    Principal principal = request.principal();
    boolean initial = hasInitialPassword(principal);
    return Reply.of(json -> {
      json.beginObject().name("name").string(principal.name());
      json.name("means").string(principal.means().name().toLowerCase(Locale.ROOT));
      writePermissions(principal, json);
      json.name("initialPassword").bool(initial).endObject();
    });
  }

  private boolean hasInitialPassword(Principal principal) throws IOException {
    return principal.isOwnerOfAccount()
        && security.accounts().users().find(principal.name()).filter(User::initial).isPresent();
  }

  private static void writePermissions(Principal principal, JsonWriter json) throws IOException {
    json.name("permissions").beginArray();
    for (Permission permission : Permission.values()) {
      if (principal.may(permission)) {
        json.string(permission.word());
      }
    }
    json.endArray();
  }

  private Reply changePassword(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("current", "password"));
    Principal principal = request.principal();
    if (!principal.isOwnerOfAccount()) {
      throw new Problem(403, "a password is changed by who is logged in with it, not by a token");
    }
    checkCurrent(principal, Secret.of(body.required("current")), request);
    try {
      User user =
          security
              .accounts()
              .changePassword(
                  principal.name(),
                  Secret.of(body.required("password")),
                  principal.session().orElse(""));
      security.passwordChanged(user);
      request.changed("", "password of " + user.name());
      return Reply.NOTHING;
    } catch (AccountException e) {
      throw AccountProblems.of(e);
    }
  }

  private void checkCurrent(Principal principal, Secret current, ApiRequest request)
      throws IOException {
    switch (security.authentication().logIn(principal.name(), current, request.address())) {
      case Login.In(Sessions.Granted granted) ->
          security.accounts().sessions().closeByRefresh(granted.refresh());
      case Login.Wrong _ -> throw new Problem(403, "the current password is wrong");
      case Login.Later(Duration wait) ->
          throw new Problem(
              429, "too many wrong passwords: try again in " + wait.toSeconds() + " s");
    }
  }
}
