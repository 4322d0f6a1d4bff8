package io.vigie.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Random texts that nobody guesses, and how they are kept without being kept: 256 random bits need
/// no slow hash.
final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 9;

  private Tokens() {}

  static byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /// For a secret, 43 characters of letters, digits, `-` and `_`.
  static String newSecret() {
    return BASE64.encodeToString(randomBytes(SECRET_BYTES));
  }

  /// For a name that need not be secret, without the characters that separate.
  static String newId() {
    return BASE64.encodeToString(randomBytes(ID_BYTES)).replace('_', 'x').replace('-', 'y');
  }

  static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return BASE64.encodeToString(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Takes as long wherever the texts differ.
  static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
