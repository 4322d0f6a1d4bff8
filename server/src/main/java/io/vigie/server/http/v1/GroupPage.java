package io.vigie.server.http.v1;

import io.vigie.rules.evaluation.GroupStatus;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// As many groups as the caller asks for at once, and where they go on.
///
/// @param nextToken names the next group; empty if there is none
record GroupPage(List<GroupStatus> groups, String nextToken) {
  private static final String LIMIT = "group_limit";
  private static final String TOKEN = "group_next_token";

  /// @throws ApiException if the parameters make no sense
  static GroupPage of(ApiRequest request, List<GroupStatus> all) {
    String limitText = request.parameter(LIMIT);
    String token = request.parameter(TOKEN);
    if (limitText.isEmpty()) {
      if (!token.isEmpty()) {
        throw invalid(
            TOKEN, "group_limit needs to be present in order to paginate over the groups");
      }
      return new GroupPage(all, "");
    }
    int limit = limit(limitText);
    if (all.isEmpty()) {
      return new GroupPage(all, "");
    }
    int from = token.isEmpty() ? 0 : find(token, all);
    int to = Math.min(all.size(), from + Math.min(limit, all.size() - from));
    return new GroupPage(all.subList(from, to), to < all.size() ? token(all.get(to)) : "");
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit <= 0) {
        throw invalid(LIMIT, "group_limit needs to be greater than 0");
      }
      return limit;
    } catch (NumberFormatException e) {
      throw invalid(LIMIT, "group_limit needs to be a valid number: \"" + text + "\"");
    }
  }

  private static int find(String token, List<GroupStatus> all) {
    for (int i = 0; i < all.size(); i++) {
      if (token(all.get(i)).equals(token)) {
        return i;
      }
    }
    throw invalid(TOKEN, "invalid group_next_token '" + token + "'. were rule groups changed?");
  }

  private static ApiException invalid(String parameter, String reason) {
    return new ApiException(
        ErrorType.BAD_DATA, "invalid parameter \"" + parameter + "\": " + reason);
  }

  /// A name that says nothing but which group it is.
  private static String token(GroupStatus group) {
    try {
      byte[] name = (group.file() + ";" + group.name()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name), 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
