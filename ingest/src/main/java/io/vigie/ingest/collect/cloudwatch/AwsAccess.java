package io.vigie.ingest.collect.cloudwatch;

import com.google.re2j.Pattern;
import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where an account's metrics are, and who asks for them.
///
/// @param accessKey empty for the profile's keys, or whatever the environment or the machine gives
/// @param profile section of the shared files of Amazon's tools; may be empty
/// @param roleArn role to be taken with those keys; may be empty
/// @param externalId what the owner of the role demands; may be empty
/// @param endpoint in place of the region's own
/// @param stsEndpoint where roles are given, in place of the region's own
record AwsAccess(
    String region,
    String accessKey,
    SecretSource secretKey,
    String profile,
    String roleArn,
    String externalId,
    Optional<URI> endpoint,
    Optional<URI> stsEndpoint) {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");
  private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:role/.+");

  /// Asks for the keys of the access; leaves it to the caller to finish the mapping.
  static AwsAccess read(MappingReader reader) {
    return new AwsAccess(
        reader.string("region"),
        reader.string("access_key"),
        SecretReader.source(reader, "secret_key", "say secret_key or secret_key_file, not both"),
        reader.string("profile"),
        reader.string("role_arn"),
        reader.string("external_id"),
        endpoint(reader, "endpoint"),
        endpoint(reader, "sts_endpoint"));
  }

  private static Optional<URI> endpoint(MappingReader reader, String key) {
    Optional<URI> given = reader.uri(key);
    given.ifPresent(uri -> {
      if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          || uri.getHost() == null) {
        throw reader.error(key, key + ": write https://host or https://host:port");
      }
    });
    return given;
  }

  /// Refuses what does not go together.
  void check(MappingReader reader) {
    if (region.isEmpty()) {
      throw reader.error(reader.path() + ": region is missing: such as eu-west-1");
    }
    if (!REGION.matches(region)) {
      throw reader.error(
          "region", "region: \"" + region + "\" is no region: write it as eu-west-1");
    }
    if (accessKey.isEmpty() == secretKey.isConfigured()) {
      throw reader.error(
          reader.path()
              + ": access_key goes with secret_key_file or secret_key: give both or none");
    }
    if (!accessKey.isEmpty() && !profile.isEmpty()) {
      throw reader.error("profile", "profile: access_key is given too: take one of them out");
    }
    if (!roleArn.isEmpty() && !ROLE.matches(roleArn)) {
      throw reader.error(
          "role_arn", "role_arn: \"" + roleArn + "\" is not like arn:aws:iam::123456789012:role/x");
    }
    if (roleArn.isEmpty() && !externalId.isEmpty()) {
      throw reader.error("external_id", "external_id: goes with role_arn");
    }
  }

  /// What is doubtful although it can be read.
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    secretKey
        .file()
        .filter(file -> !Files.isReadable(file))
        .ifPresent(file -> remarks.add("secret_key_file " + file + " cannot be read"));
    Stream.of(endpoint, stsEndpoint)
        .flatMap(Optional::stream)
        .filter(uri -> "http".equals(uri.getScheme()) && !isLoopback(uri.getHost()))
        .forEach(uri -> remarks.add(uri + " is not encrypted: write https://"));
    return remarks;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
