package io.vigie.ingest.remote;

import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.http.SecretSource;

/// How requests prove who sends them by a cloud's own means, beside the usual credentials.
public sealed interface RequestSigning {
  /// Not at all.
  record None() implements RequestSigning {}

  /// Amazon's signature, version 4.
  ///
  /// @param region empty means that of the machine
  /// @param accessKey empty means the environment's or the machine's own credentials
  record SigV4(
      String region,
      String accessKey,
      SecretSource secretKey,
      String profile,
      String roleArn,
      String externalId,
      boolean useFipsStsEndpoint,
      String serviceName)
      implements RequestSigning {}

  /// A token of the cloud's own authority: the client asks for it by itself.
  ///
  /// @param credentials those of the client, in place of others
  record Token(OAuth2 credentials) implements RequestSigning {}

  /// Understood but not carried out here.
  ///
  /// @param key the block that asks for it, and what of it: `azuread.sdk`
  record Unsupported(String key) implements RequestSigning {}
}
