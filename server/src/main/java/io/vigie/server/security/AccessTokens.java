package io.vigie.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vigie.config.http.Secret;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The JWTs that this server gives to those who are logged in: signed with a key of its own
/// (HS256), which only the catalog knows. Whether the session that one names is still open is for
/// others to say. Thread-safe.
final class AccessTokens {
  static final String ISSUER = "vigie";
  private static final String KIND = "signing_key";
  private static final String KEY = "access";
  private static final String SESSION = "sid";
  private static final String EXPIRY = "exp";
  private static final int KEY_BYTES = 32;

  private final InstantSource clock;
  private final byte[] key;

  private AccessTokens(InstantSource clock, byte[] key) {
    this.clock = clock;
    this.key = key;
  }

  /// Takes up the key, or makes one.
  static AccessTokens open(StateStore state, InstantSource clock) throws IOException {
    Optional<StateEntry> known = state.get(KIND, KEY);
    if (known.isPresent()) {
      return new AccessTokens(clock, Base64.getDecoder().decode(known.get().value()));
    }
    byte[] key = Tokens.randomBytes(KEY_BYTES);
    String text = Base64.getEncoder().encodeToString(key);
    state.apply(List.of(new StateChange.Put(new StateEntry(KIND, KEY, text, StateEntry.NEVER))));
    return new AccessTokens(clock, key);
  }

  Secret issue(String user, String session, Duration lifetime) {
    long now = clock.millis();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(user)
            .claim(SESSION, session)
            .claim("iat", now / 1000)
            .claim(EXPIRY, (now + lifetime.toMillis()) / 1000)
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(new MACSigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token of our own can always be signed", e);
    }
    return Secret.of(token.serialize());
  }

  /// What a token of ours says.
  record Claims(String user, String session) {}

  /// Whether a token says that it is ours; [#check] tells whether it is.
  static boolean isOurs(SignedJWT token) throws ParseException {
    return ISSUER.equals(token.getJWTClaimsSet().getIssuer())
        && JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm());
  }

  /// @return empty if it is not ours, or expired
  Optional<Claims> check(SignedJWT token) throws ParseException {
    JWTClaimsSet claims = token.getJWTClaimsSet();
    boolean good =
        isSigned(token)
            && token.getPayload().toJSONObject().get(EXPIRY) instanceof Number seconds
            && seconds.longValue() * 1000 > clock.millis();
    return good
        ? Optional.of(new Claims(claims.getSubject(), claims.getStringClaim(SESSION)))
        : Optional.empty();
  }

  /// Whether it is ours, expired or not.
  boolean isSigned(SignedJWT token) {
    try {
      return token.verify(new MACVerifier(key));
    } catch (JOSEException e) {
      return false;
    }
  }
}
