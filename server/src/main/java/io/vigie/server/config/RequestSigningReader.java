package io.vigie.server.config;

import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.remote.RequestSigning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    owner.optionalMapping("azuread").ifPresent(RequestSigningReader::readAzureAd);
    owner
        .optionalMapping("google_iam")
        .ifPresent(reader -> {
          reader.path("credentials_file");
          reader.finish();
        });
    for (String key : List.of("azuread", "google_iam")) {
      if (owner.has(key)) {
        return new RequestSigning.Unsupported(key);
      }
    }
    return sigV4;
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

  private static void readAzureAd(MappingReader reader) {
    List<String> methods = new ArrayList<>();
    for (String method :
        List.of("managed_identity", "workload_identity", "oauth", "sdk", "certificate")) {
      reader
          .optionalMapping(method)
          .ifPresent(block -> {
            readAzureMethod(method, block);
            methods.add(method);
          });
    }
    String cloud = reader.string("cloud", "AzurePublic");
    reader.string("scope");
    reader.finish();
    if (!Set.of("AzurePublic", "AzureChina", "AzureGovernment").contains(cloud)) {
      throw reader.error("cloud", "must provide a cloud in the Azure AD config");
    }
    if (methods.isEmpty()) {
      throw reader.error(
          "must provide an Azure Managed Identity, Azure Workload Identity, Azure OAuth, Azure"
              + " Certificate or Azure SDK in the Azure AD config");
    }
    if (methods.size() > 1) {
      throw reader.error("cannot provide multiple authentication methods in the Azure AD config");
    }
  }

  private static void readAzureMethod(String method, MappingReader block) {
    String clientId = method.equals("sdk") ? "" : block.string("client_id");
    String tenantId = method.equals("managed_identity") ? "" : block.string("tenant_id");
    switch (method) {
      case "workload_identity" -> block.path("token_file_path");
      case "oauth" -> {
        Secret secret = SecretReader.secret(block, "client_secret");
        requireAzure(block, !secret.isEmpty(), "OAuth client_secret");
      }
      case "certificate" -> {
        block.path("certificate_path");
        block.path("certificate_key_path");
        SecretReader.secret(block, "certificate_password");
        block.bool("send_certificate_chain", false);
      }
      default -> {}
    }
    block.finish();
    boolean optional = Set.of("managed_identity", "sdk").contains(method);
    requireAzure(block, optional || !clientId.isEmpty(), method + " client_id");
    requireAzure(block, optional || !tenantId.isEmpty(), method + " tenant_id");
    checkUuid(block, clientId);
  }

  private static void requireAzure(MappingReader block, boolean given, String what) {
    if (!given) {
      throw block.error("must provide an Azure " + what + " in the Azure AD config");
    }
  }

  private static void checkUuid(MappingReader block, String clientId) {
    if (!clientId.isEmpty()
        && !clientId.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw block.error("client_id", "the provided Azure client_id is invalid: not a UUID");
    }
  }
}
