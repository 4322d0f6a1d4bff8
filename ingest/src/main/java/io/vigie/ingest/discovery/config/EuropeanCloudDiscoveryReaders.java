package io.vigie.ingest.discovery.config;

import static io.vigie.ingest.discovery.config.DiscoveryKeys.require;

import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.Secret;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.Uris;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Discoveries of European clouds that are understood but not carried out: hetzner, ionos,
/// outscale, ovhcloud, scaleway, stackit.
final class EuropeanCloudDiscoveryReaders {
  private EuropeanCloudDiscoveryReaders() {}

  static void register(Map<String, Function<MappingReader, DiscoveryConfig>> readers) {
    readers.put("hetzner", EuropeanCloudDiscoveryReaders::hetzner);
    readers.put("ionos", EuropeanCloudDiscoveryReaders::ionos);
    readers.put("outscale", EuropeanCloudDiscoveryReaders::outscale);
    readers.put("ovhcloud", EuropeanCloudDiscoveryReaders::ovhCloud);
    readers.put("scaleway", EuropeanCloudDiscoveryReaders::scaleway);
    readers.put("stackit", EuropeanCloudDiscoveryReaders::stackit);
  }

  private static DiscoveryConfig hetzner(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    String role = reader.string("role");
    reader.string("label_selector");
    reader.finish();
    require(!role.isEmpty(), reader, "role missing (one of: robot, hcloud)");
    requireRole(reader, role, Set.of("robot", "hcloud"));
    http.config();
    return new Unsupported("hetzner");
  }

  private static void requireRole(MappingReader reader, String role, Set<String> known) {
    require(known.contains(role), reader, "role", "unknown role " + ByteTexts.quote(role));
  }

  private static DiscoveryConfig ionos(MappingReader reader) {
    String datacenter = reader.string("datacenter_id");
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    reader.finish();
    require(!datacenter.isEmpty(), reader, "datacenter id can't be empty");
    http.config();
    return new Unsupported("ionos");
  }

  private static DiscoveryConfig outscale(MappingReader reader) {
    reader.string("endpoint");
    String region = reader.string("region", "eu-west-2");
    String accessKey = reader.string("access_key");
    Secret secretKey = DiscoveryKeys.secret(reader, "secret_key");
    boolean secretKeyFile = reader.path("secret_key_file").isPresent();
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    HttpClientReader http = HttpClientReader.read(reader);
    reader.finish();
    require(!region.isEmpty(), reader, "outscale SD configuration requires a region");
    require(!accessKey.isEmpty(), reader, "outscale SD configuration requires access_key");
    DiscoveryKeys.requireOneSecretKey(reader, secretKey, secretKeyFile);
    http.config();
    return new Unsupported("outscale");
  }

  private static DiscoveryConfig ovhCloud(MappingReader reader) {
    String endpoint = reader.string("endpoint", "ovh-eu");
    String applicationKey = reader.string("application_key");
    Secret applicationSecret = DiscoveryKeys.secret(reader, "application_secret");
    Secret consumerKey = DiscoveryKeys.secret(reader, "consumer_key");
    DiscoveryKeys.refreshInterval(reader, 60);
    String service = reader.string("service");
    reader.finish();
    require(!endpoint.isEmpty(), reader, "endpoint can not be empty");
    require(!applicationKey.isEmpty(), reader, "application key can not be empty");
    require(!applicationSecret.isEmpty(), reader, "application secret can not be empty");
    require(!consumerKey.isEmpty(), reader, "consumer key can not be empty");
    require(
        Set.of("dedicated_server", "vps").contains(service),
        reader,
        "service",
        "unknown service: " + service);
    return new Unsupported("ovhcloud");
  }

  private static DiscoveryConfig scaleway(MappingReader reader) {
    String project = reader.string("project_id");
    reader.string("api_url", "https://api.scaleway.com");
    reader.string("zone", "fr-par-1");
    String accessKey = reader.string("access_key");
    Secret secretKey = DiscoveryKeys.secret(reader, "secret_key");
    boolean secretKeyFile = reader.path("secret_key_file").isPresent();
    reader.string("name_filter");
    reader.strings("tags_filter");
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    String role = reader.string("role");
    reader.finish();
    require(
        role.isEmpty() || Set.of("instance", "baremetal").contains(role),
        reader,
        "role",
        "unknown role " + ByteTexts.quote(role));
    require(!role.isEmpty(), reader, "role missing (one of: instance, baremetal)");
    require(!project.isEmpty(), reader, "project_id is mandatory");
    DiscoveryKeys.requireOneSecretKey(reader, secretKey, secretKeyFile);
    checkScalewayFormats(reader, project, accessKey, secretKey);
    http.config();
    return new Unsupported("scaleway");
  }

  private static void checkScalewayFormats(
      MappingReader reader, String project, String accessKey, Secret secretKey) {
    String uuid = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    require(!accessKey.isEmpty(), reader, "access_key is mandatory");
    require(
        accessKey.matches("SCW[A-Z0-9]{17}"),
        reader,
        "access_key",
        "access_key is not a Scaleway access key: SCW and 17 capital letters or digits");
    require(
        secretKey.isEmpty() || secretKey.reveal().matches(uuid),
        reader,
        "secret_key",
        "secret_key is not a UUID");
    require(project.matches(uuid), reader, "project_id", "project_id is not a UUID");
  }

  private static DiscoveryConfig stackit(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    reader.string("project");
    DiscoveryKeys.refreshInterval(reader, 60);
    DiscoveryKeys.port(reader);
    String region = reader.string("region", "eu01");
    String endpoint = reader.string("endpoint");
    DiscoveryKeys.secret(reader, "service_account_key");
    DiscoveryKeys.secret(reader, "private_key");
    List.of("service_account_key_path", "private_key_path", "credentials_file_path")
        .forEach(reader::string);
    reader.finish();
    require(
        !endpoint.isEmpty() || !region.isEmpty(),
        reader,
        "stackit_sd: endpoint and region missing");
    checkStackitEndpoint(reader, endpoint);
    http.config();
    return new Unsupported("stackit");
  }

  private static void checkStackitEndpoint(MappingReader reader, String endpoint) {
    try {
      Uris.parse(endpoint);
    } catch (IllegalArgumentException e) {
      throw reader.error(
          "endpoint",
          "stackit_sd: invalid endpoint " + ByteTexts.quote(endpoint) + ": " + e.getMessage());
    }
  }
}
