package io.vigie.ingest.remote;

import io.vigie.config.http.Secret;
import io.vigie.outbound.aws.AwsCredentials;
import io.vigie.outbound.aws.AwsEnvironment;
import io.vigie.outbound.aws.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/// Adds to a `POST` what proves who sends it, by a cloud's own means. Thread-safe.
@FunctionalInterface
public interface RequestSigner {
  RequestSigner NONE = (_, _, _) -> Map.of();

  /// The headers to add.
  ///
  /// @throws IOException if the credentials cannot be obtained
  Map<String, String> headers(URI uri, Map<String, String> headers, byte[] body) throws IOException;

  /// @param environment where region and keys are found that the configuration does not give
  static RequestSigner of(RequestSigning signing, AwsEnvironment environment, InstantSource clock) {
    return switch (signing) {
      case RequestSigning.None(), RequestSigning.Token(_) -> NONE;
      case RequestSigning.SigV4 sigV4 ->
          (uri, headers, body) ->
              new SigV4Signer(
                      sigV4.region().isEmpty() ? environment.region() : sigV4.region(),
                      sigV4.serviceName().isEmpty() ? "aps" : sigV4.serviceName())
                  .sign(
                      "POST", uri, headers, body, credentials(sigV4, environment), clock.instant());
      case RequestSigning.Unsupported(String key) ->
          (_, _, _) -> {
            throw new IOException(key + " is not supported here: nothing can be sent");
          };
    };
  }

  private static AwsCredentials credentials(RequestSigning.SigV4 sigV4, AwsEnvironment environment)
      throws IOException {
    if (!sigV4.roleArn().isEmpty()) {
      throw new IOException("sigv4 with role_arn is not supported here: nothing can be sent");
    }
    return sigV4.accessKey().isEmpty()
        ? environment.credentials(sigV4.profile())
        : AwsCredentials.lasting(sigV4.accessKey(), sigV4.secretKey().read(), Secret.NONE);
  }
}
