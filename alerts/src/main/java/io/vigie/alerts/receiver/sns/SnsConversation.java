package io.vigie.alerts.receiver.sns;

import io.vigie.alerts.config.receiver.SnsConfig;
import io.vigie.alerts.config.receiver.SnsConfig.SigV4;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.GroupHash;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Truncation;
import io.vigie.config.http.Secret;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.aws.AwsCredentials;
import io.vigie.outbound.aws.AwsEnvironment;
import io.vigie.outbound.aws.AwsQuery;
import io.vigie.outbound.aws.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Publishes one message, signed as Amazon wants it.
public final class SnsConversation implements HttpConversation {
  private static final String VERSION = "2010-03-31";
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_TELEPHONE_BYTES = 1600;

  private final SnsConfig config;
  private final Map<String, String> variables;
  private final InstantSource clock;

  /// @param variables of this process, where region and keys are found that the settings lack
  public SnsConversation(SnsConfig config, Map<String, String> variables, InstantSource clock) {
    this.config = config;
    this.variables = Map.copyOf(variables);
    this.clock = clock;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    AwsEnvironment environment = new AwsEnvironment(sender.client(), variables);
    SigV4 settings = config.sigV4();
    String region = settings.region().isEmpty() ? environment.region() : settings.region();
    URI endpoint = endpoint(message.text(config.apiUrl()), region, environment);
    byte[] body = AwsQuery.form(parameters(message, notification));
    String service = settings.serviceName().isEmpty() ? "sns" : settings.serviceName();
    Map<String, String> headers =
        new SigV4Signer(region, service)
            .sign(
                "POST",
                endpoint,
                Map.of("Content-Type", AwsQuery.FORM),
                body,
                credentials(settings, environment),
                clock.instant());
    OutboundRequest request = OutboundRequest.post(endpoint, AwsQuery.FORM, body);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    return Answers.byStatus(sender.send(request));
  }

  private static URI endpoint(String apiUrl, String region, AwsEnvironment environment) {
    String configured = apiUrl.isEmpty() ? environment.endpoint("sns") : apiUrl;
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    URI uri =
        URI.create(
            configured.isEmpty() ? "https://sns." + region + "." + domain + "/" : configured);
    return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
  }

  private static AwsCredentials credentials(SigV4 settings, AwsEnvironment environment)
      throws IOException {
    if (!settings.roleArn().isEmpty()) {
      throw new IOException(
          "sigv4.role_arn of sns_configs is not carried out here: give keys, or a profile");
    }
    return settings.accessKey().isEmpty()
        ? environment.credentials(settings.profile())
        : AwsCredentials.lasting(settings.accessKey(), settings.secretKey().read(), Secret.NONE);
  }

  private SequencedMap<String, String> parameters(Message message, Notification notification) {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("Action", "Publish");
    parameters.put("Version", VERSION);
    String topic = message.text(config.topicArn());
    put(parameters, "TopicArn", topic);
    if (topic.endsWith(".fifo")) {
      parameters.put("MessageDeduplicationId", GroupHash.of(notification));
      parameters.put("MessageGroupId", GroupHash.of(notification));
    }
    put(parameters, "PhoneNumber", message.text(config.phoneNumber()));
    put(parameters, "TargetArn", message.text(config.targetArn()));
    put(parameters, "Subject", message.text(config.subject()));
    String text = message.text(config.message());
    int most = config.phoneNumber().isEmpty() ? MAX_BYTES : MAX_TELEPHONE_BYTES;
    boolean tooLong = text.getBytes(StandardCharsets.UTF_8).length > most;
    parameters.put("Message", tooLong ? Truncation.prefix(text, most) : text);
    putAttributes(parameters, attributes(message, tooLong));
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    if (!value.isEmpty()) {
      parameters.put(name, value);
    }
  }

  private Map<String, String> attributes(Message message, boolean truncated) {
    Map<String, String> attributes = new TreeMap<>();
    config
        .attributes()
        .forEach((name, value) -> attributes.put(message.text(name), message.text(value)));
    if (truncated) {
      attributes.put("truncated", "true");
    }
    return attributes;
  }

  private static void putAttributes(
      Map<String, String> parameters, Map<String, String> attributes) {
    int i = 0;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      i++;
      String entry = "MessageAttributes.entry." + i + ".";
      parameters.put(entry + "Name", attribute.getKey());
      parameters.put(entry + "Value.DataType", "String");
      parameters.put(entry + "Value.StringValue", attribute.getValue());
    }
  }
}
