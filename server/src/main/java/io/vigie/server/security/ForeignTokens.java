package io.vigie.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks the JWTs of one other issuer with the keys that it publishes. These are fetched when a
/// token comes that is signed with a key not known yet, at most every few seconds. Thread-safe.
final class ForeignTokens {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignTokens.class);
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_JWKS_BYTES = 256 << 10;

  /// No symmetric ones: somebody who knows the public key could sign with it.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final ForeignIssuer issuer;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  ForeignTokens(ForeignIssuer issuer) {
    this.issuer = issuer;
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(issuer)));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            issuer.audience(),
            new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
            Set.of("sub", "exp")));
  }

  private static JWKSource<SecurityContext> keys(ForeignIssuer issuer) {
    int timeoutMillis = (int) FETCH_TIMEOUT.toMillis();
    DefaultResourceRetriever retriever =
        new DefaultResourceRetriever(timeoutMillis, timeoutMillis, MAX_JWKS_BYTES);
    return JWKSourceBuilder.<SecurityContext>create(urlOf(issuer), retriever)
        .retrying(true)
        .build();
  }

  private static URL urlOf(ForeignIssuer issuer) {
    try {
      return issuer.jwksUrl().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("jwks_url: " + e.getMessage(), e);
    }
  }

  String issuer() {
    return issuer.issuer();
  }

  /// @return empty if the token is not good, or gives its bearer no role
  Optional<Principal> check(SignedJWT token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      return issuer
          .roleOf(texts(at(claims.getClaims(), issuer.roleClaim())))
          .map(role ->
              new Principal(
                  claims.getSubject(),
                  Principal.Means.FOREIGN_TOKEN,
                  role.permissions(),
                  Optional.empty()));
    } catch (BadJOSEException e) {
      LOG.debug("a token of {} is refused: {}", issuer.issuer(), e.getMessage());
      return Optional.empty();
    } catch (JOSEException e) {
      LOG.warn(
          "a token of {} cannot be checked with {}: {}",
          issuer.issuer(),
          issuer.jwksUrl(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private static @Nullable Object at(Map<?, ?> claims, String path) {
    Object value = claims.get(path);
    int dot = path.indexOf('.');
    if (value == null && dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
      return at(inner, path.substring(dot + 1));
    }
    return value;
  }

  private static List<String> texts(@Nullable Object claim) {
    return switch (claim) {
      case String text -> List.of(text);
      case Collection<?> many -> many.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  /// The issuer that a token names; nothing is checked by that.
  static String issuerOf(SignedJWT token) throws ParseException {
    return Optional.ofNullable(token.getJWTClaimsSet().getIssuer()).orElse("");
  }
}
