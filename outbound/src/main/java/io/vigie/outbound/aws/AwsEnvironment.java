package io.vigie.outbound.aws;

import io.vigie.config.http.Secret;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundException;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a machine in the cloud knows about itself: keys and region from environment variables, the
/// shared credentials file, or the instance metadata service (version 2). Thread-safe.
public final class AwsEnvironment {
  private static final URI METADATA = URI.create("http://169.254.169.254");
  private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(2);

  private final OutboundClient client;
  private final Map<String, String> variables;
  private final URI metadata;

  /// @param client reaches the metadata service
  /// @param variables of this process
  public AwsEnvironment(OutboundClient client, Map<String, String> variables) {
    this(client, variables, METADATA);
  }

  AwsEnvironment(OutboundClient client, Map<String, String> variables, URI metadata) {
    this.client = client;
    this.variables = Map.copyOf(variables);
    this.metadata = metadata;
  }

  /// @throws IOException if the region cannot be found out
  public String region() throws IOException {
    for (String name : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      if (variables.containsKey(name)) {
        return variables.getOrDefault(name, "");
      }
    }
    return ask("/latest/meta-data/placement/region", "region");
  }

  /// Where a service is to be asked in place of its usual address: `AWS_ENDPOINT_URL_STS`, or
  /// `AWS_ENDPOINT_URL` for all; empty if nobody says.
  ///
  /// @param service for example `sts`
  public String endpoint(String service) {
    return variables.getOrDefault(
        "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT),
        variables.getOrDefault("AWS_ENDPOINT_URL", ""));
  }

  /// @param profile section of the shared credentials file; empty means the environment's choice
  /// @throws IOException if there are no keys anywhere
  public AwsCredentials credentials(String profile) throws IOException {
    Optional<AwsCredentials> found =
        profile.isEmpty() ? fromVariables().or(this::fromDefaultProfile) : fromFile(profile);
    if (found.isEmpty() && !profile.isEmpty()) {
      throw new IOException("profile " + profile + " is not in " + credentialsFile());
    }
    return found.isPresent() ? found.get() : fromMetadata();
  }

  private Optional<AwsCredentials> fromVariables() {
    String accessKey = variables.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secretKey = variables.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    return accessKey.isEmpty() || secretKey.isEmpty()
        ? Optional.empty()
        : Optional.of(
            AwsCredentials.lasting(
                accessKey,
                Secret.of(secretKey),
                Secret.of(variables.getOrDefault("AWS_SESSION_TOKEN", ""))));
  }

  private Optional<AwsCredentials> fromDefaultProfile() {
    try {
      return fromFile(variables.getOrDefault("AWS_PROFILE", "default"));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Path credentialsFile() {
    String configured = variables.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", "");
    return configured.isEmpty()
        ? Path.of(variables.getOrDefault("HOME", ""), ".aws", "credentials")
        : Path.of(configured);
  }

  private Optional<AwsCredentials> fromFile(String profile) throws IOException {
    if (!Files.exists(credentialsFile())) {
      return Optional.empty();
    }
    Map<String, String> keys = new HashMap<>();
    String section = "";
    for (String line : Files.readAllLines(credentialsFile())) {
      String text = line.strip();
      int equals = text.indexOf('=');
      if (text.startsWith("[") && text.endsWith("]")) {
        section = text.substring(1, text.length() - 1).strip();
      } else if (section.equals(profile) && equals > 0 && !text.startsWith("#")) {
        keys.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    return keys.containsKey("aws_access_key_id")
        ? Optional.of(
            AwsCredentials.lasting(
                keys.getOrDefault("aws_access_key_id", ""),
                Secret.of(keys.getOrDefault("aws_secret_access_key", "")),
                Secret.of(keys.getOrDefault("aws_session_token", ""))))
        : Optional.empty();
  }

  private AwsCredentials fromMetadata() throws IOException {
    String path = "/latest/meta-data/iam/security-credentials/";
    String role = ask(path, "access_key").lines().findFirst().orElse("");
    try {
      JsonNode keys = new JsonMapper().readTree(ask(path + role, "access_key"));
      return new AwsCredentials(
          keys.path("AccessKeyId").asString(""),
          Secret.of(keys.path("SecretAccessKey").asString("")),
          Secret.of(keys.path("Token").asString("")),
          Instant.parse(keys.path("Expiration").asString("")));
    } catch (JacksonException | DateTimeParseException e) {
      throw new IOException("the instance metadata service gave no usable keys", e);
    }
  }

  /// @param key what to configure if the service does not say
  private String ask(String path, String key) throws IOException {
    try {
      OutboundRequest tokenRequest =
          OutboundRequest.get(metadata.resolve("/latest/api/token"))
              .withMethod("PUT")
              .withHeader("X-aws-ec2-metadata-token-ttl-seconds", "60")
              .withTimeout(METADATA_TIMEOUT);
      String token = client.send(tokenRequest).text();
      OutboundResponse response =
          client.send(
              OutboundRequest.get(metadata.resolve(path))
                  .withHeader("X-aws-ec2-metadata-token", token)
                  .withTimeout(METADATA_TIMEOUT));
      if (response.status() == 200) {
        return response.text().strip();
      }
      throw new IOException(
          "the instance metadata service answers " + response.statusLine() + "; give " + key);
    } catch (OutboundException e) {
      throw new IOException("this machine is not in the cloud that is asked; give " + key, e);
    }
  }
}
