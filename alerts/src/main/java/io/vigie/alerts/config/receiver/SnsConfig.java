package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.util.Map;

/// An entry of `sns_configs`.
///
/// @param apiUrl empty for the one of the region
public record SnsConfig(
    boolean sendResolved,
    HttpClientConfig http,
    String apiUrl,
    SigV4 sigV4,
    String topicArn,
    String phoneNumber,
    String targetArn,
    String subject,
    String message,
    Map<String, String> attributes)
    implements IntegrationConfig {

  /// How requests are signed. Empty values come from the environment.
  public record SigV4(
      String region,
      String accessKey,
      SecretSource secretKey,
      String profile,
      String roleArn,
      String externalId,
      boolean useFipsStsEndpoint,
      String serviceName) {

    private static SigV4 read(MappingReader reader) {
      Secret secretKey = SecretReader.secret(reader, "secret_key");
      SigV4 config =
          new SigV4(
              reader.string("region"),
              reader.string("access_key"),
              SecretSource.inline(secretKey.reveal()),
              reader.string("profile"),
              reader.string("role_arn"),
              reader.string("external_id"),
              reader.bool("use_fips_sts_endpoint", false),
              reader.string("service_name"));
      reader.finish();
      if (config.accessKey.isEmpty() != secretKey.isEmpty()) {
        throw reader.error(
            "must provide a AWS SigV4 Access key and Secret Key if credentials are specified in"
                + " the SigV4 config");
      }
      return config;
    }
  }

  public SnsConfig {
    attributes = Map.copyOf(attributes);
  }

  static SnsConfig read(MappingReader reader, GlobalConfig global) {
    SnsConfig config =
        new SnsConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            reader.string("api_url"),
            SigV4.read(reader.mapping("sigv4")),
            reader.string("topic_arn"),
            reader.string("phone_number"),
            reader.string("target_arn"),
            reader.string("subject", "{{ template \"sns.default.subject\" . }}"),
            reader.string("message", "{{ template \"sns.default.message\" . }}"),
            reader.stringMap("attributes"));
    // Where the system's trusted authorities come from is for upstream's cloud library only.
    reader.bool("use_aws_http_client", false);
    reader.finish();
    boolean oddlyMany =
        config.targetArn.isEmpty() ^ config.topicArn.isEmpty() ^ config.phoneNumber.isEmpty();
    if (oddlyMany) {
      throw reader.error(
          "must provide either a Target ARN, Topic ARN, or Phone Number for SNS config");
    }
    return config;
  }

  @Override
  public String kind() {
    return "sns";
  }
}
