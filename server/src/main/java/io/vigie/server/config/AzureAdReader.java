package io.vigie.server.config;

import io.vigie.config.http.HttpCredentials.JwtAssertion;
import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.http.ProxyConfig;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.remote.RequestSigning;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `azuread`. A client secret (`oauth`) is carried out: it is OAuth 2.0 with addresses that
/// the cloud decides. The other methods ask services of the machine that they run on.
final class AzureAdReader {
  private final MappingReader reader;
  private final List<RequestSigning> methods = new ArrayList<>();
  private final Cloud cloud;
  private final String scope;

  /// Where tokens come from, and what for if nothing else is said.
  private enum Cloud {
    PUBLIC("AzurePublic", "login.microsoftonline.com", "monitor.azure.com"),
    CHINA("AzureChina", "login.chinacloudapi.cn", "monitor.azure.cn"),
    GOVERNMENT("AzureGovernment", "login.microsoftonline.us", "monitor.azure.us");

    private final String configName;
    private final String authority;
    private final String audience;

    Cloud(String configName, String authority, String audience) {
      this.configName = configName;
      this.authority = authority;
      this.audience = audience;
    }

    static Optional<Cloud> of(String configName) {
      return Arrays.stream(values())
          .filter(cloud -> cloud.configName.equals(configName))
          .findFirst();
    }

    URI tokenUrl(String tenant) {
      return URI.create("https://" + authority + "/" + tenant + "/oauth2/v2.0/token");
    }
  }

  private AzureAdReader(MappingReader reader) {
    this.reader = reader;
    this.cloud =
        Cloud.of(reader.string("cloud", Cloud.PUBLIC.configName))
            .orElseThrow(
                () -> reader.error("cloud", "must provide a cloud in the Azure AD config"));
    this.scope = reader.string("scope");
  }

  static RequestSigning read(MappingReader reader) {
    return new AzureAdReader(reader).read();
  }

  private RequestSigning read() {
    for (String method :
        List.of("managed_identity", "workload_identity", "oauth", "sdk", "certificate")) {
      reader.optionalMapping(method).ifPresent(block -> methods.add(read(method, block)));
    }
    reader.finish();
    if (methods.isEmpty()) {
      throw reader.error(
          "must provide an Azure Managed Identity, Azure Workload Identity, Azure OAuth, Azure"
              + " Certificate or Azure SDK in the Azure AD config");
    }
    if (methods.size() > 1) {
      throw reader.error("cannot provide multiple authentication methods in the Azure AD config");
    }
    return methods.getFirst();
  }

  private RequestSigning read(String method, MappingReader block) {
    String clientId = method.equals("sdk") ? "" : block.string("client_id");
    String tenantId = method.equals("managed_identity") ? "" : block.string("tenant_id");
    Secret secret = Secret.NONE;
    switch (method) {
      case "workload_identity" -> block.path("token_file_path");
      case "oauth" -> {
        secret = SecretReader.secret(block, "client_secret");
        require(block, !secret.isEmpty(), "OAuth client_secret");
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
    require(block, optional || !clientId.isEmpty(), method + " client_id");
    require(block, optional || !tenantId.isEmpty(), method + " tenant_id");
    checkUuid(block, clientId);
    if (!method.equals("oauth")) {
      return new RequestSigning.Unsupported("azuread." + method);
    }
    checkTenant(block, tenantId);
    return new RequestSigning.Token(credentials(clientId, tenantId, secret));
  }

  private OAuth2 credentials(String clientId, String tenantId, Secret secret) {
    return new OAuth2(
        clientId,
        new SecretSource.Inline(secret),
        OAuth2.CLIENT_CREDENTIALS,
        cloud.tokenUrl(tenantId),
        List.of(scope.isEmpty() ? "https://" + cloud.audience + "//.default" : scope),
        Map.of(),
        JwtAssertion.NONE,
        TlsConfig.DEFAULT,
        ProxyConfig.NONE);
  }

  private static void require(MappingReader block, boolean given, String what) {
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

  /// It becomes a part of a path.
  private static void checkTenant(MappingReader block, String tenantId) {
    if (!tenantId.matches("[0-9a-zA-Z.-]+")) {
      throw block.error("tenant_id", "the provided Azure tenant_id is invalid");
    }
  }
}
