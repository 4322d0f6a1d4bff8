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
import io.vigie.server.http.TimeText;
import io.vigie.server.security.AccountException;
import io.vigie.server.security.Accounts;
import io.vigie.server.security.Role;
import io.vigie.server.security.Security;
import io.vigie.server.security.User;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// `users`: who has an account, and as what.
public final class UsersApi implements RestRoute.Group {
  private static final String ALL = "/api/users";
  private static final String ONE = ALL + "/{name}";

  private final Security security;

  public UsersApi(Security security) {
    this.security = security;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, ALL, Access.ADMIN, this::list),
        new RestRoute(Method.POST, ALL, Access.ADMIN, this::create),
        new RestRoute(Method.PUT, ONE, Access.ADMIN, this::change),
        new RestRoute(Method.DELETE, ONE, Access.ADMIN, this::remove));
  }

  private Reply list(ApiRequest request) throws IOException {
    Page<User> page = Page.of(security.accounts().users().all(), User::name, request);
    return page.linked(
        Reply.of(json -> {
          json.beginArray();
          for (User user : page.items()) {
            write(user, json);
          }
          json.endArray();
        }),
        request);
  }

  private static void write(User user, JsonWriter json) throws IOException {
    json.beginObject().name("name").string(user.name()).name("role").string(user.role().word());
    json.name("created").string(TimeText.format(Instant.ofEpochMilli(user.createdMillis())));
    json.name("disabled").bool(user.disabled());
    json.name("initialPassword").bool(user.initial()).endObject();
  }

  private Reply create(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("name", "role", "password"));
    try {
      User user =
          security
              .accounts()
              .users()
              .create(
                  body.required("name"),
                  role(body.required("role")),
                  Secret.of(body.required("password")));
      request.changed("", user.toString());
      return new Reply(
          201,
          Reply.of(json -> write(user, json)).body(),
          Map.of("Location", ALL + "/" + user.name()),
          List.of());
    } catch (AccountException e) {
      throw AccountProblems.of(e);
    }
  }

  private static Role role(String word) {
    return Role.ofWord(word)
        .orElseThrow(
            () -> new Problem(422, "role: \"" + word + "\": there are viewer, editor and admin"));
  }

  private Reply change(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("role", "password", "disabled"));
    String name = request.pathParameter("name");
    Accounts accounts = security.accounts();
    User before =
        accounts
            .users()
            .find(name)
            .orElseThrow(() -> new Problem(404, "there is no user \"" + name + "\""));
    try {
      User after = before;
      if (!body.text("role").isEmpty()) {
        after = accounts.users().changeRole(name, role(body.text("role")));
      }
      if (!body.text("password").isEmpty()) {
        after = accounts.changePassword(name, Secret.of(body.text("password")), "");
        security.passwordChanged(after);
      }
      if (body.has("disabled")) {
        after = accounts.changeDisabled(name, body.bool("disabled"));
      }
      String password = body.text("password").isEmpty() ? "" : ", another password";
      request.changed(before.toString(), after + password);
      User changed = after;
      return Reply.of(json -> write(changed, json));
    } catch (AccountException e) {
      throw AccountProblems.of(e);
    }
  }

  private Reply remove(ApiRequest request) throws IOException {
    try {
      User user = security.accounts().remove(request.pathParameter("name"));
      request.changed(user.toString(), "");
      return Reply.NOTHING;
    } catch (AccountException e) {
      throw AccountProblems.of(e);
    }
  }
}
