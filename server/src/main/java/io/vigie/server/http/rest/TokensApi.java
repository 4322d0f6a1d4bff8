package io.vigie.server.http.rest;

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
import io.vigie.server.security.ApiToken;
import io.vigie.server.security.ApiTokens;
import io.vigie.server.security.Permission;
import io.vigie.server.security.Principal;
import io.vigie.server.security.Security;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// `tokens`: credentials for programs. Everybody sees and makes their own, admins those of all.
public final class TokensApi implements RestRoute.Group {
  private static final String ALL = "/api/tokens";

  private final Security security;
  private final InstantSource clock;

  public TokensApi(Security security, InstantSource clock) {
    this.security = security;
    this.clock = clock;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, ALL, Access.KNOWN, this::list),
        new RestRoute(Method.POST, ALL, Access.KNOWN, this::create),
        new RestRoute(Method.DELETE, ALL + "/{id}", Access.KNOWN, this::revoke));
  }

  private Reply list(ApiRequest request) throws IOException {
    List<ApiToken> tokens =
        security.accounts().tokens().all().stream()
            .filter(token -> isSeenBy(request.principal(), token))
            .toList();
    Page<ApiToken> page = Page.of(tokens, ApiToken::id, request);
    return page.linked(
        Reply.of(json -> {
          json.beginArray();
          for (ApiToken token : page.items()) {
            json.beginObject();
            write(token, json);
            json.endObject();
          }
          json.endArray();
        }),
        request);
  }

  private static boolean isSeenBy(Principal principal, ApiToken token) {
    return principal.may(Permission.ADMIN) || token.owner().equals(principal.name());
  }

  private void write(ApiToken token, JsonWriter json) throws IOException {
    json.name("id").string(token.id()).name("name").string(token.name());
    json.name("owner").string(token.owner()).name("scopes").strings(token.scopeWords());
    json.name("created").string(time(token.createdMillis()));
    if (token.expiresAtMillis() != ApiToken.NEVER) {
      json.name("expires").string(time(token.expiresAtMillis()));
    }
    json.name("expired").bool(token.isExpired(clock.millis()));
    if (token.lastUsedMillis() > 0) {
      json.name("lastUsed").string(time(token.lastUsedMillis()));
    }
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }

  private Reply create(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("name", "scopes", "expires_in", "owner"));
    Principal principal = request.principal();
    String owner = ownerOf(principal, body.text("owner"));
    Set<Permission> scopes = scopes(principal, body.strings("scopes"));
    try {
      ApiTokens.Created created =
          security
              .accounts()
              .tokens()
              .create(body.required("name"), owner, scopes, body.duration("expires_in"));
      request.changed("", created.token() + " of " + owner + ": " + created.token().scopeWords());
      return Reply.of(
          201,
          json -> {
            json.beginObject();
            write(created.token(), json);
            json.name("token").string(created.text().reveal()).endObject();
          });
    } catch (AccountException e) {
      throw AccountProblems.of(e);
    }
  }

  private String ownerOf(Principal principal, String wanted) throws IOException {
    boolean byHand = principal.isOwnerOfAccount() || principal.means() == Principal.Means.LOCAL;
    if (!byHand) {
      throw new Problem(403, "tokens are made by who is logged in, not by another token");
    }
    if (wanted.isEmpty() && !principal.name().isEmpty()) {
      return principal.name();
    }
    if (!wanted.equals(principal.name()) && !principal.may(Permission.ADMIN)) {
      throw new Problem(403, "only admins make tokens for others");
    }
    if (security.accounts().users().find(wanted).isEmpty()) {
      throw new Problem(422, "owner: there is no user \"" + wanted + "\"");
    }
    return wanted;
  }

  private static Set<Permission> scopes(Principal principal, List<String> words) {
    EnumSet<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (String word : words) {
      Permission scope =
          Permission.ofWord(word)
              .orElseThrow(() ->
                  new Problem(
                      422, "scopes: \"" + word + "\": there are read, ingest, edit and admin"));
      if (!principal.may(scope)) {
        throw new Problem(403, "scopes: you may not do \"" + word + "\" yourself");
      }
      scopes.add(scope);
    }
    return scopes;
  }

  private Reply revoke(ApiRequest request) throws IOException {
    String id = request.pathParameter("id");
    ApiTokens tokens = security.accounts().tokens();
    boolean seen =
        tokens.find(id).filter(token -> isSeenBy(request.principal(), token)).isPresent();
    if (!seen) {
      throw new Problem(404, "there is no token \"" + id + "\"");
    }
    try {
      ApiToken token = tokens.revoke(id);
      request.changed(token + " of " + token.owner() + ": " + token.scopeWords(), "");
      return Reply.NOTHING;
    } catch (AccountException e) {
      throw AccountProblems.of(e);
    }
  }
}
