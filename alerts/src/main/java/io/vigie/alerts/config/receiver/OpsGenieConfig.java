package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An entry of `opsgenie_configs`.
///
/// @param apiUrl ends in a slash
/// @param tags separated by commas
public record OpsGenieConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource apiKey,
    URI apiUrl,
    String message,
    String description,
    String source,
    Map<String, String> details,
    String entity,
    List<Responder> responders,
    String actions,
    String tags,
    String note,
    String priority,
    boolean updateAlerts)
    implements IntegrationConfig {
  private static final List<String> TYPES =
      List.of("team", "teams", "user", "escalation", "schedule");

  /// Who is told; at least one of id, name and user name is given.
  public record Responder(String id, String name, String username, String type) {}

  public OpsGenieConfig {
    details = Map.copyOf(details);
    responders = List.copyOf(responders);
  }

  static OpsGenieConfig read(MappingReader reader, GlobalConfig global) {
    OpsGenieConfig config =
        new OpsGenieConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.inherited(reader, "api_key", global.opsgenieApiKey()),
            Settings.directoryUrl(reader, "api_url", global.opsgenieApiUrl()),
            reader.string("message", "{{ template \"opsgenie.default.message\" . }}"),
            reader.string("description", "{{ template \"opsgenie.default.description\" . }}"),
            reader.string("source", "{{ template \"opsgenie.default.source\" . }}"),
            reader.stringMap("details"),
            reader.string("entity"),
            reader.list("responders", "missing responder", OpsGenieConfig::responder),
            reader.string("actions"),
            reader.string("tags"),
            reader.string("note"),
            reader.string("priority"),
            reader.bool("update_alerts", false));
    reader.finish();
    if (!config.apiKey.isConfigured()) {
      throw reader.error("no global OpsGenie API Key set either inline or in a file");
    }
    return config;
  }

  private static Responder responder(MappingReader reader) {
    Responder responder =
        new Responder(
            reader.string("id"),
            reader.string("name"),
            reader.string("username"),
            reader.string("type"));
    reader.finish();
    if (responder.id().isEmpty() && responder.username().isEmpty() && responder.name().isEmpty()) {
      throw reader.error(
          "opsGenieConfig responder "
              + shown(responder)
              + " has to have at least one of id, username or name specified");
    }
    checkType(reader, responder);
    return responder;
  }

  private static void checkType(MappingReader reader, Responder responder) {
    if (responder.type().contains("{{")) {
      try {
        TemplatedUrl.checkTemplate(responder.type());
      } catch (IllegalArgumentException e) {
        throw reader.error(
            "type",
            "opsGenieConfig responder " + shown(responder) + " type contains " + e.getMessage());
      }
    } else if (!TYPES.contains(responder.type().toLowerCase(Locale.ROOT))) {
      throw reader.error(
          "type",
          "opsGenieConfig responder "
              + shown(responder)
              + " type does not match valid options ^(team|teams|user|escalation|schedule)$");
    }
  }

  private static String shown(Responder responder) {
    return "{"
        + String.join(" ", responder.id(), responder.name(), responder.username(), responder.type())
        + "}";
  }

  @Override
  public String kind() {
    return "opsgenie";
  }
}
