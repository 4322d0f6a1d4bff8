package io.vigie.server.http;

import com.password4j.BcryptFunction;
import com.password4j.Password;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Decides who may come in. With users, everybody says name and password; without, only callers on
/// this machine are let in, and a caller behind a proxy is not taken for one. Thread-safe.
final class AccessControl {
  private static final List<String> FORWARDING_HEADERS =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");

  /// Checked against for unknown users, so that they take as long as known ones to refuse.
  private static final String HASH_OF_NOBODY =
      "$2b$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

  private static final int MAX_REMEMBERED = 100;

  /// Attribute of a request whose name and password were found right.
  private static final String CHECKED = "vigie.user-checked";

  private final Map<String, String> passwordHashes;
  private final boolean trusted;

  /// Bcrypt is slow on purpose, and scrapers come every few seconds: what was right once is
  /// remembered by a digest of name, password and hash.
  private final Map<String, Boolean> knownRight = new ConcurrentHashMap<>();

  /// Wrong guesses must not take all processors.
  private final Semaphore checks = new Semaphore(2);

  /// @param trusted whether callers need not be local where there are no users
  AccessControl(Map<String, String> passwordHashes, boolean trusted) {
    this.passwordHashes = passwordHashes;
    this.trusted = trusted;
  }

  /// Answers the request with a refusal, or lets it pass.
  ///
  /// @return whether it may go on
  boolean admits(Context context) {
    if (!passwordHashes.isEmpty()) {
      return admitsUser(context);
    }
    Optional<String> forwardedBy =
        FORWARDING_HEADERS.stream().filter(name -> context.header(name) != null).findFirst();
    if (trusted || forwardedBy.isEmpty()) {
      return true;
    }
    context.status(403);
    context.result(
        "This request came through a proxy (header %s), and there are no users to check it against."
                .formatted(forwardedBy.get())
            + " Give --web.config.file with basic_auth_users, or --web.trust-network if the proxy"
            + " decides who may come in.\n");
    return false;
  }

  /// The user of a request whose name and password were found right.
  static Optional<String> userOf(Context context) {
    return Boolean.TRUE.equals(context.attribute(CHECKED))
        ? Credentials.of(context.header("Authorization")).map(Credentials::user)
        : Optional.empty();
  }

  private boolean admitsUser(Context context) {
    Optional<Credentials> credentials = Credentials.of(context.header("Authorization"));
    if (credentials.map(this::isRight).orElse(false)) {
      context.attribute(CHECKED, true);
      return true;
    }
    context.status(401).header("WWW-Authenticate", "Basic");
    context.result("Unauthorized\n");
    return false;
  }

  private boolean isRight(Credentials credentials) {
    String expected = passwordHashes.getOrDefault(credentials.user, HASH_OF_NOBODY);
    String digest = credentials.digest(expected);
    if (knownRight.containsKey(digest)) {
      return true;
    }
    boolean right =
        matches(credentials.password, expected) && passwordHashes.containsKey(credentials.user);
    if (right && knownRight.size() < MAX_REMEMBERED) {
      knownRight.put(digest, true);
    }
    return right;
  }

  private boolean matches(String password, String hash) {
    checks.acquireUninterruptibly();
    try {
      return Password.check(password, hash).with(BcryptFunction.getInstanceFromHash(hash));
    } finally {
      checks.release();
    }
  }

  private record Credentials(String user, String password) {
    private static final String SCHEME = "Basic ";

    static Optional<Credentials> of(@Nullable String header) {
      if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
        return Optional.empty();
      }
      try {
        byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
        String text = new String(decoded, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        return colon < 0
            ? Optional.empty()
            : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    String digest(String hash) {
      try {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (String part : List.of(user, password, hash)) {
          sha256.update(part.getBytes(StandardCharsets.UTF_8));
          sha256.update((byte) 0);
        }
        return Base64.getEncoder().encodeToString(sha256.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
