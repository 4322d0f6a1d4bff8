package io.vigie.outbound;

import io.vigie.config.http.HttpCredentials.JwtAssertion;
import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.outbound.OutboundException.Kind;
import io.vigie.outbound.tls.PemKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// Signs the statement with which a client asks for a token without a password (RFC 7523).
final class JwtAssertions {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private JwtAssertions() {}

  /// @param keyPem the client's RSA key
  /// @throws OutboundException if the key cannot sign; the message holds no part of it
  static String sign(OAuth2 config, String keyPem, Instant now) throws OutboundException {
    JwtAssertion assertion = config.assertion();
    String unsigned = part(header(assertion)) + "." + part(claims(config, now));
    try {
      PrivateKey key = PemKeys.parse(keyPem);
      Signature signature = Signature.getInstance(javaName(assertion.signatureAlgorithm()));
      signature.initSign(key);
      signature.update(unsigned.getBytes(StandardCharsets.US_ASCII));
      return unsigned + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new OutboundException(
          Kind.CREDENTIALS, "oauth2 client_certificate_key cannot sign: " + e.getMessage(), e);
    }
  }

  private static String javaName(String algorithm) {
    return switch (algorithm) {
      case "RS384" -> "SHA384withRSA";
      case "RS512" -> "SHA512withRSA";
      default -> "SHA256withRSA";
    };
  }

  private static Map<String, Object> header(JwtAssertion assertion) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", assertion.signatureAlgorithm());
    header.put("typ", "JWT");
    if (!assertion.certificateKeyId().isEmpty()) {
      header.put("kid", assertion.certificateKeyId());
    }
    return header;
  }

  private static Map<String, Object> claims(OAuth2 config, Instant now) {
    JwtAssertion assertion = config.assertion();
    Map<String, Object> claims = new LinkedHashMap<>(assertion.claims());
    claims.put("iss", assertion.issuer().isEmpty() ? config.clientId() : assertion.issuer());
    claims.put("sub", config.clientId());
    claims.put(
        "aud",
        assertion.audience().isEmpty() ? config.tokenUrl().toString() : assertion.audience());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    if (!config.scopes().isEmpty()) {
      claims.put("scope", String.join(" ", config.scopes()));
    }
    return claims;
  }

  private static String part(Map<String, Object> values) {
    return BASE64.encodeToString(JSON.writeValueAsBytes(values));
  }
}
