package io.vigie.server.security;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vigie.config.http.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Hashes passwords with Argon2id and checks them, and those hashed with bcrypt elsewhere.
/// Thread-safe.
final class Passwords {
  static final int MIN_LENGTH = 10;
  private static final int MAX_LENGTH = 256;

  /// Its library takes a while to load, and as a rule nobody waits for a hash when a server starts.
  private static final class Argon2id {
    /// The second of the configurations that OWASP's password storage cheat sheet recommends.
    static final Argon2Function FUNCTION =
        Argon2Function.getInstance(19 << 10, 2, 1, 32, Argon2.ID);
  }

  private static final int SALT_BYTES = 16;
  private static final int MAX_REMEMBERED = 1000;

  /// Hashing is slow on purpose, and scrapers come every few seconds: what was right once is
  /// remembered by a digest of hash and password.
  private final Map<String, Boolean> knownRight = new ConcurrentHashMap<>();

  /// Wrong guesses must not take all processors, nor the memory that each takes.
  private final Semaphore checks = new Semaphore(2);

  /// What is wrong with a new password, if anything is.
  static Optional<String> problem(String user, Secret password) {
    String text = password.reveal();
    if (text.length() < MIN_LENGTH) {
      return Optional.of("a password has at least " + MIN_LENGTH + " characters");
    }
    if (text.length() > MAX_LENGTH) {
      return Optional.of("a password has at most " + MAX_LENGTH + " characters");
    }
    return text.equalsIgnoreCase(user)
        ? Optional.of("a password must not be the name of the user")
        : Optional.empty();
  }

  String hash(Secret password) {
    checks.acquireUninterruptibly();
    try {
      return Password.hash(password.reveal())
          .addRandomSalt(SALT_BYTES)
          .with(Argon2id.FUNCTION)
          .getResult();
    } finally {
      checks.release();
    }
  }

  /// Whether the password was found right before, which costs next to nothing to tell.
  boolean isKnownRight(Secret password, String hash) {
    return knownRight.containsKey(digest(password, hash));
  }

  /// Whether a password is the one that was hashed.
  boolean isRight(Secret password, String hash) {
    String digest = digest(password, hash);
    if (knownRight.containsKey(digest)) {
      return true;
    }
    boolean right = password.reveal().length() <= MAX_LENGTH && matches(password, hash);
    if (right) {
      if (knownRight.size() >= MAX_REMEMBERED) {
        knownRight.clear();
      }
      knownRight.put(digest, true);
    }
    return right;
  }

  private boolean matches(Secret password, String hash) {
    checks.acquireUninterruptibly();
    try {
      return hash.startsWith("$argon2")
          ? Password.check(password.reveal(), hash).with(Argon2Function.getInstanceFromHash(hash))
          : Password.check(password.reveal(), hash).with(BcryptFunction.getInstanceFromHash(hash));
    } finally {
      checks.release();
    }
  }

  private static String digest(Secret password, String hash) {
    return Tokens.digest(hash + '\0' + password.reveal());
  }
}
