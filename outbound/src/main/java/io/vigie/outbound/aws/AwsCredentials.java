package io.vigie.outbound.aws;

import io.vigie.config.http.Secret;
import java.time.Instant;

/// Who signs a request.
///
/// @param sessionToken goes with temporary keys; otherwise empty
/// @param expiration when temporary keys end; [Instant#MAX] for lasting ones
public record AwsCredentials(
    String accessKey, Secret secretKey, Secret sessionToken, Instant expiration) {
  /// Keys that do not end.
  public static AwsCredentials lasting(String accessKey, Secret secretKey, Secret sessionToken) {
    return new AwsCredentials(accessKey, secretKey, sessionToken, Instant.MAX);
  }
}
