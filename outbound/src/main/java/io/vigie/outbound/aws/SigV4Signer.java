package io.vigie.outbound.aws;

import io.vigie.config.http.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Amazon's request signature, version 4, as its documentation *Create a signed AWS API request*
/// describes it. Immutable and thread-safe.
///
/// @param service as in the credential scope: `ec2`, `sts`, `aps`
public record SigV4Signer(String region, String service) {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// The headers to add to a request: `X-Amz-Date`, `Authorization` and, for temporary keys,
  /// `X-Amz-Security-Token`.
  ///
  /// @param uri its query must be in the order of the parameter names
  /// @param headers further headers to be signed, besides `Host`
  public Map<String, String> sign(
      String method,
      URI uri,
      Map<String, String> headers,
      byte[] body,
      AwsCredentials credentials,
      Instant now) {
    String timestamp = TIMESTAMP.format(now);
    Map<String, String> signed = new TreeMap<>();
    headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
    signed.put("host", uri.getRawAuthority());
    signed.put("x-amz-date", timestamp);
    Map<String, String> added = new TreeMap<>(Map.of("X-Amz-Date", timestamp));
    if (!credentials.sessionToken().isEmpty()) {
      signed.put("x-amz-security-token", credentials.sessionToken().reveal());
      added.put("X-Amz-Security-Token", credentials.sessionToken().reveal());
    }
    String names = String.join(";", signed.keySet());
    String scope = timestamp.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String request = canonicalRequest(method, uri, signed, names, body);
    String toSign =
        "AWS4-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n" + hex(sha256(bytes(request)));
    added.put(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                credentials.accessKey(),
                scope,
                names,
                signature(credentials.secretKey(), timestamp.substring(0, 8), toSign)));
    return added;
  }

  private static String canonicalRequest(
      String method, URI uri, Map<String, String> headers, String names, byte[] body) {
    StringBuilder request = new StringBuilder(method).append('\n');
    request.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()).append('\n');
    request.append(uri.getRawQuery() == null ? "" : uri.getRawQuery()).append('\n');
    headers.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    return request.append('\n').append(names).append('\n').append(hex(sha256(body))).toString();
  }

  private String signature(Secret secretKey, String date, String toSign) {
    byte[] dateKey = hmac(bytes("AWS4" + secretKey.reveal()), date);
    byte[] serviceKey = hmac(hmac(dateKey, region), service);
    return hex(hmac(hmac(serviceKey, "aws4_request"), toSign));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
