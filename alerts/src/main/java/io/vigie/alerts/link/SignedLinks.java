package io.vigie.alerts.link;

import io.vigie.config.http.Secret;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs links and reads them back: `payload.signature`, both in the URL-safe alphabet, the
/// signature HMAC-SHA256 under a key that is made once and kept in the state. Thread-safe.
public final class SignedLinks {
  static final String KIND = "alerts.link_key";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int MAX_LENGTH = 8000;

  private final Secret key;

  private SignedLinks(Secret key) {
    this.key = key;
  }

  /// What became of a link that somebody follows.
  public sealed interface Reading {
    record Valid(ActionLink link) implements Reading {}

    /// It was good once.
    record Expired() implements Reading {}

    /// Nobody here made it.
    record Forged() implements Reading {}
  }

  /// With the key of the state; makes one if there is none.
  ///
  /// @throws IOException if the state cannot be read or written
  public static SignedLinks open(StateStore state) throws IOException {
    Optional<StateEntry> known = state.get(KIND, "current");
    if (known.isPresent()) {
      return new SignedLinks(Secret.of(known.get().value()));
    }
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    String text = Base64.getEncoder().encodeToString(bytes);
    state.apply(
        List.of(new StateChange.Put(new StateEntry(KIND, "current", text, StateEntry.NEVER))));
    return new SignedLinks(Secret.of(text));
  }

  /// The text that stands in the address.
  public String token(ActionLink link) {
    byte[] payload = link.toJson().getBytes(StandardCharsets.UTF_8);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(payload) + "." + encoder.encodeToString(signature(payload));
  }

  public Reading read(String token, long nowMillis) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > MAX_LENGTH) {
      return new Reading.Forged();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      if (!MessageDigest.isEqual(signature, signature(payload))) {
        return new Reading.Forged();
      }
      return ActionLink.fromJson(new String(payload, StandardCharsets.UTF_8))
          .<Reading>map(link ->
              nowMillis < link.expiresMillis() ? new Reading.Valid(link) : new Reading.Expired())
          .orElseGet(Reading.Forged::new);
    } catch (IllegalArgumentException e) {
      return new Reading.Forged();
    }
  }

  private byte[] signature(byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), ALGORITHM));
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
