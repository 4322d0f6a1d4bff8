package io.vigie.ingest.discovery.config;

import static io.vigie.ingest.discovery.config.DiscoveryKeys.require;

import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.Secret;
import io.vigie.config.http.TlsConfigReader;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Unsupported;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Discoveries of clouds that are understood but not carried out: azure, digitalocean, gce, linode,
/// oci, openstack, puppetdb, triton, uyuni, vultr.
final class CloudDiscoveryReaders {
  private static final List<String> AZURE_METHODS =
      List.of("OAuth", "ManagedIdentity", "SDK", "WorkloadIdentity");

  private CloudDiscoveryReaders() {}

  static void register(Map<String, Function<MappingReader, DiscoveryConfig>> readers) {
    readers.put("azure", CloudDiscoveryReaders::azure);
    readers.put("digitalocean", CloudDiscoveryReaders::digitalOcean);
    readers.put("gce", CloudDiscoveryReaders::gce);
    readers.put("linode", CloudDiscoveryReaders::linode);
    readers.put("oci", CloudDiscoveryReaders::oci);
    readers.put("openstack", CloudDiscoveryReaders::openStack);
    readers.put("puppetdb", CloudDiscoveryReaders::puppetDb);
    readers.put("triton", CloudDiscoveryReaders::triton);
    readers.put("uyuni", CloudDiscoveryReaders::uyuni);
    readers.put("vultr", CloudDiscoveryReaders::vultr);
  }

  private static DiscoveryConfig azure(MappingReader reader) {
    reader.string("environment", "AzurePublicCloud");
    DiscoveryKeys.port(reader);
    String subscription = reader.string("subscription_id");
    String tenant = reader.string("tenant_id");
    String client = reader.string("client_id");
    Secret secret = DiscoveryKeys.secret(reader, "client_secret");
    DiscoveryKeys.refreshInterval(reader, 300);
    String method = reader.string("authentication_method", "OAuth");
    reader.string("resource_group");
    HttpClientReader http = HttpClientReader.read(reader);
    reader.finish();
    requireAzure(reader, !subscription.isEmpty(), "subscription_id");
    if (method.equals("OAuth")) {
      requireAzure(reader, !tenant.isEmpty(), "tenant_id");
      requireAzure(reader, !client.isEmpty(), "client_id");
      requireAzure(reader, !secret.isEmpty(), "client_secret");
    }
    require(
        AZURE_METHODS.contains(method),
        reader,
        "authentication_method",
        "unknown authentication_type "
            + ByteTexts.quote(method)
            + ". Supported types are \"OAuth\", \"ManagedIdentity\", \"SDK\" or"
            + " \"WorkloadIdentity\"");
    http.config();
    return new Unsupported("azure");
  }

  private static void requireAzure(MappingReader reader, boolean given, String key) {
    require(given, reader, "azure SD configuration requires a " + key);
  }

  private static DiscoveryConfig digitalOcean(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    String role = reader.string("role", "droplets");
    reader.finish();
    require(!role.isEmpty(), reader, "role missing (one of: droplets, databases)");
    require(
        Set.of("droplets", "databases").contains(role),
        reader,
        "role",
        "unknown DigitalOcean SD role " + ByteTexts.quote(role));
    http.config();
    return new Unsupported("digitalocean");
  }

  private static DiscoveryConfig gce(MappingReader reader) {
    String project = reader.string("project");
    String zone = reader.string("zone");
    reader.string("filter");
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    reader.string("tag_separator", ",");
    reader.finish();
    require(!project.isEmpty(), reader, "GCE SD configuration requires a project");
    require(!zone.isEmpty(), reader, "GCE SD configuration requires a zone");
    return new Unsupported("gce");
  }

  private static DiscoveryConfig linode(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    reader.string("tag_separator", ",");
    reader.string("region");
    reader.finish();
    http.config();
    return new Unsupported("linode");
  }

  private static DiscoveryConfig oci(MappingReader reader) {
    String auth = reader.string("auth", "api_key");
    OciIdentity identity = OciIdentity.read(reader);
    String region = reader.string("region");
    List<String> compartments = reader.strings("compartments");
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.port(reader);
    Duration refreshInterval = reader.duration("refresh_interval", Duration.ofSeconds(60));
    reader.finish();
    require(!region.isEmpty(), reader, "oci_sd: region is required");
    identity.check(reader, auth);
    int empty = compartments.indexOf("");
    require(empty < 0, reader, "oci_sd: compartments[" + empty + "] must not be empty");
    require(
        refreshInterval.isPositive(),
        reader,
        "oci_sd: refresh_interval must be positive, got " + Durations.format(refreshInterval));
    http.config();
    return new Unsupported("oci");
  }

  private record OciIdentity(
      String tenancy,
      String user,
      String fingerprint,
      boolean keyFile,
      boolean passphrase,
      boolean passphraseFile) {
    static OciIdentity read(MappingReader reader) {
      return new OciIdentity(
          reader.string("tenancy"),
          reader.string("user"),
          reader.string("fingerprint"),
          reader.path("key_file").isPresent(),
          !DiscoveryKeys.secret(reader, "key_passphrase").isEmpty(),
          reader.path("key_passphrase_file").isPresent());
    }

    void check(MappingReader reader, String auth) {
      switch (auth) {
        case "api_key" -> checkApiKey(reader);
        case "instance_principal" ->
            require(
                isEmpty(),
                reader,
                "oci_sd: instance_principal auth must not have tenancy, user, fingerprint, key_file,"
                    + " key_passphrase, or key_passphrase_file set");
        default ->
            throw reader.error(
                "auth",
                "oci_sd: unknown auth method "
                    + ByteTexts.quote(auth)
                    + ", expected \"api_key\" or \"instance_principal\"");
      }
    }

    private boolean isEmpty() {
      return tenancy.isEmpty()
          && user.isEmpty()
          && fingerprint.isEmpty()
          && !keyFile
          && !passphrase
          && !passphraseFile;
    }

    private void checkApiKey(MappingReader reader) {
      String needs = "oci_sd: api_key auth requires ";
      require(!tenancy.isEmpty(), reader, needs + "tenancy");
      require(!user.isEmpty(), reader, needs + "user");
      require(!fingerprint.isEmpty(), reader, needs + "fingerprint");
      require(keyFile, reader, needs + "key_file");
      require(
          !(passphrase && passphraseFile),
          reader,
          "oci_sd: at most one of key_passphrase and key_passphrase_file must be configured");
    }
  }

  private static DiscoveryConfig openStack(MappingReader reader) {
    List.of(
            "identity_endpoint",
            "username",
            "userid",
            "project_name",
            "project_id",
            "domain_name",
            "domain_id",
            "application_credential_name",
            "application_credential_id")
        .forEach(reader::string);
    DiscoveryKeys.secret(reader, "password");
    DiscoveryKeys.secret(reader, "application_credential_secret");
    String role = reader.string("role");
    String region = reader.string("region");
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    reader.bool("all_tenants", false);
    TlsConfigReader.read(reader.mapping("tls_config"));
    String availability = reader.string("availability", "public");
    reader.finish();
    checkOpenStack(reader, role, region, availability);
    return new Unsupported("openstack");
  }

  private static void checkOpenStack(
      MappingReader reader, String role, String region, String availability) {
    require(
        role.isEmpty() || Set.of("hypervisor", "instance", "loadbalancer").contains(role),
        reader,
        "role",
        "unknown OpenStack SD role " + ByteTexts.quote(role));
    require(
        Set.of("public", "internal", "admin").contains(availability),
        reader,
        "availability",
        "unknown availability " + availability + ", must be one of admin, internal or public");
    require(!role.isEmpty(), reader, "role missing (one of: instance, hypervisor, loadbalancer)");
    require(!region.isEmpty(), reader, "openstack SD configuration requires a region");
  }

  private static DiscoveryConfig puppetDb(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 60);
    String url = reader.string("url");
    String query = reader.string("query");
    reader.bool("include_parameters", false);
    DiscoveryKeys.port(reader);
    reader.finish();
    DiscoveryKeys.httpUrl(reader, "url", url);
    require(!query.isEmpty(), reader, "query missing");
    http.config();
    return new Unsupported("puppetdb");
  }

  private static DiscoveryConfig triton(MappingReader reader) {
    String account = reader.string("account");
    String role = reader.string("role", "container");
    String dnsSuffix = reader.string("dns_suffix");
    String endpoint = reader.string("endpoint");
    reader.strings("groups");
    DiscoveryKeys.port(reader, 9163);
    Duration refreshInterval = reader.duration("refresh_interval", Duration.ofSeconds(60));
    TlsConfigReader.read(reader.mapping("tls_config"));
    reader.wholeNumber("version", 1, 0, Integer.MAX_VALUE);
    reader.finish();
    String needs = "triton SD configuration requires ";
    require(
        Set.of("container", "cn").contains(role),
        reader,
        "role",
        needs + "role to be 'container' or 'cn'");
    require(!account.isEmpty(), reader, needs + "an account");
    require(!dnsSuffix.isEmpty(), reader, needs + "a dns_suffix");
    require(!endpoint.isEmpty(), reader, needs + "an endpoint");
    require(
        refreshInterval.isPositive(), reader, needs + "RefreshInterval to be a positive integer");
    return new Unsupported("triton");
  }

  private static DiscoveryConfig uyuni(MappingReader reader) {
    String server = reader.string("server");
    String username = reader.string("username");
    Secret password = DiscoveryKeys.secret(reader, "password");
    HttpClientReader http = HttpClientReader.read(reader);
    reader.string("entitlement", "monitoring_entitled");
    reader.string("separator", ",");
    DiscoveryKeys.refreshInterval(reader, 60);
    reader.finish();
    require(!server.isEmpty(), reader, "Uyuni SD configuration requires server host");
    DiscoveryKeys.parse(reader, "server", server);
    require(!username.isEmpty(), reader, "Uyuni SD configuration requires a username");
    require(!password.isEmpty(), reader, "Uyuni SD configuration requires a password");
    http.config();
    return new Unsupported("uyuni");
  }

  private static DiscoveryConfig vultr(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    reader.finish();
    http.config();
    return new Unsupported("vultr");
  }
}
