package io.vigie.ingest.discovery.config;

import static io.vigie.ingest.discovery.config.DiscoveryKeys.require;

import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Ec2;
import io.vigie.ingest.discovery.DiscoveryConfig.Filter;
import io.vigie.ingest.discovery.DiscoveryConfig.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Discoveries of Amazon's services, of which only EC2 is carried out: ec2, lightsail, ecs,
/// elasticache, msk, rds, and aws, which names one of these in `role`.
final class AwsDiscoveryReaders {
  private static final Set<String> ROLES =
      Set.of("ec2", "ecs", "elasticache", "lightsail", "msk", "rds");

  private AwsDiscoveryReaders() {}

  static void register(Map<String, Function<MappingReader, DiscoveryConfig>> readers) {
    readers.put("aws", AwsDiscoveryReaders::aws);
    readers.put("ec2", AwsDiscoveryReaders::ec2);
    readers.put("lightsail", AwsDiscoveryReaders::lightsail);
    for (String kind : List.of("ecs", "elasticache", "msk", "rds")) {
      readers.put(kind, reader -> clusters(kind, reader));
    }
  }

  private static DiscoveryConfig ec2(MappingReader reader) {
    List<Filter> filters = DiscoveryKeys.filters(reader);
    HttpClientReader http = HttpClientReader.read(reader);
    Ec2 config = keys(reader, filters, http);
    checkFilters(reader, filters);
    return config;
  }

  private static DiscoveryConfig lightsail(MappingReader reader) {
    keys(reader, List.of(), HttpClientReader.read(reader));
    return new Unsupported("lightsail");
  }

  private static DiscoveryConfig clusters(String kind, MappingReader reader) {
    reader.strings("clusters");
    reader.wholeNumber("request_concurrency", kind.equals("ecs") ? 20 : 10, 0, 100_000);
    List<Filter> filters = kind.equals("rds") ? DiscoveryKeys.filters(reader) : List.of();
    keys(reader, filters, HttpClientReader.read(reader));
    return new Unsupported(kind);
  }

  private static DiscoveryConfig aws(MappingReader reader) {
    String role = reader.string("role");
    List<Filter> filters = DiscoveryKeys.filters(reader);
    reader.strings("clusters");
    Ec2 config = keys(reader, filters, HttpClientReader.read(reader));
    require(ROLES.contains(role), reader, "role", "unknown AWS SD role " + ByteTexts.quote(role));
    return role.equals("ec2") ? config : new Unsupported("aws (role " + role + ")");
  }

  private static Ec2 keys(MappingReader reader, List<Filter> filters, HttpClientReader http) {
    String endpoint = reader.string("endpoint");
    String region = reader.string("region");
    String accessKey = reader.string("access_key");
    SecretSource secretKey =
        SecretSource.inline(DiscoveryKeys.secret(reader, "secret_key").reveal());
    String profile = reader.string("profile");
    String roleArn = reader.string("role_arn");
    String externalId = reader.string("external_id");
    var refreshInterval = DiscoveryKeys.refreshInterval(reader, 60);
    int port = DiscoveryKeys.port(reader);
    reader.finish();
    return new Ec2(
        endpoint,
        region,
        accessKey,
        secretKey,
        profile,
        roleArn,
        externalId,
        port,
        filters,
        refreshInterval,
        http.config());
  }

  private static void checkFilters(MappingReader reader, List<Filter> filters) {
    require(
        filters.stream().noneMatch(filter -> filter.values().isEmpty()),
        reader,
        "filters",
        "EC2 SD configuration filter values cannot be empty");
  }
}
