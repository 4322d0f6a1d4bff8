package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// An entry of `victorops_configs`.
///
/// @param apiUrl ends in a slash
public record VictorOpsConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource apiKey,
    URI apiUrl,
    String routingKey,
    String messageType,
    String stateMessage,
    String entityDisplayName,
    String monitoringTool,
    Map<String, String> customFields)
    implements IntegrationConfig {
  private static final List<String> RESERVED =
      List.of(
          "routing_key",
          "message_type",
          "state_message",
          "entity_display_name",
          "monitoring_tool",
          "entity_id",
          "entity_state");

  public VictorOpsConfig {
    customFields = Map.copyOf(customFields);
  }

  static VictorOpsConfig read(MappingReader reader, GlobalConfig global) {
    VictorOpsConfig config =
        new VictorOpsConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.inherited(reader, "api_key", global.victoropsApiKey()),
            Settings.directoryUrl(reader, "api_url", global.victoropsApiUrl()),
            reader.string("routing_key"),
            reader.string("message_type", "CRITICAL"),
            reader.string("state_message", "{{ template \"victorops.default.state_message\" . }}"),
            reader.string(
                "entity_display_name",
                "{{ template \"victorops.default.entity_display_name\" . }}"),
            reader.string(
                "monitoring_tool", "{{ template \"victorops.default.monitoring_tool\" . }}"),
            reader.stringMap("custom_fields"));
    reader.finish();
    config.check(reader);
    return config;
  }

  private void check(MappingReader reader) {
    if (routingKey.isEmpty()) {
      throw reader.error("missing Routing key in VictorOps config");
    }
    for (String field : RESERVED) {
      if (customFields.containsKey(field)) {
        throw reader.error(
            "custom_fields",
            "victorOps config contains custom field "
                + field
                + " which cannot be used as it conflicts with the fixed/static fields");
      }
    }
    if (!apiKey.isConfigured()) {
      throw reader.error("no global VictorOps API Key set");
    }
  }

  @Override
  public String kind() {
    return "victorops";
  }
}
