package io.vigie.server.config;

import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.remote.RequestSigning;
import java.util.Optional;

/// Reads `sigv4`, `azuread` and `google_iam`.
final class RequestSigningReader {
  private RequestSigningReader() {}

  /// `sigv4` only.
  static RequestSigning sigV4(MappingReader owner) {
    return owner
        .optionalMapping("sigv4")
        .<RequestSigning>map(RequestSigningReader::readSigV4)
        .orElse(new RequestSigning.None());
  }

  /// Whichever of the three there is; that there is at most one is the caller's to check.
  static RequestSigning any(MappingReader owner) {
    RequestSigning sigV4 = sigV4(owner);
    Optional<RequestSigning> azure = owner.optionalMapping("azuread").map(AzureAdReader::read);
    Optional<RequestSigning> google =
        owner.optionalMapping("google_iam").map(GoogleIamReader::read);
    return azure.or(() -> google).orElse(sigV4);
  }

  private static RequestSigning.SigV4 readSigV4(MappingReader reader) {
    Secret secretKey = SecretReader.secret(reader, "secret_key");
    var sigV4 =
        new RequestSigning.SigV4(
            reader.string("region"),
            reader.string("access_key"),
            SecretSource.inline(secretKey.reveal()),
            reader.string("profile"),
            reader.string("role_arn"),
            reader.string("external_id"),
            reader.bool("use_fips_sts_endpoint", false),
            reader.string("service_name"));
    reader.finish();
    if (sigV4.accessKey().isEmpty() != secretKey.isEmpty()) {
      throw reader.error(
          "must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the"
              + " SigV4 config");
    }
    return sigV4;
  }
}
