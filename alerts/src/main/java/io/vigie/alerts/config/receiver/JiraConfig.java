package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An entry of `jira_configs`.
///
/// @param apiType `auto`, `cloud` or `datacenter`
/// @param reopenDuration how long after its end an issue is reopened rather than made anew; zero
///   for ever
/// @param fields further fields: texts (templates), numbers, truth values, lists and maps of these
public record JiraConfig(
    boolean sendResolved,
    HttpClientConfig http,
    URI apiUrl,
    String apiType,
    String project,
    Field summary,
    Field description,
    List<String> labels,
    String priority,
    String issueType,
    String reopenTransition,
    String resolveTransition,
    String wontFixResolution,
    Duration reopenDuration,
    Map<String, Object> fields)
    implements IntegrationConfig {

  /// @param enableUpdate whether to change the field of an issue that exists
  public record Field(String template, boolean enableUpdate) {}

  public JiraConfig {
    labels = List.copyOf(labels);
    fields = Map.copyOf(fields);
  }

  static JiraConfig read(MappingReader reader, GlobalConfig global) {
    Optional<URI> apiUrl = Settings.url(reader, "api_url", global.jiraApiUrl());
    JiraConfig config =
        new JiraConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            apiUrl.orElse(URI.create("")),
            reader.string("api_type", "auto"),
            reader.string("project"),
            field(reader, "summary", "{{ template \"jira.default.summary\" . }}"),
            field(reader, "description", "{{ template \"jira.default.description\" . }}"),
            reader.strings("labels"),
            reader.string("priority", "{{ template \"jira.default.priority\" . }}"),
            reader.string("issue_type"),
            reader.string("reopen_transition"),
            reader.string("resolve_transition"),
            reader.string("wont_fix_resolution"),
            reader.duration("reopen_duration", Duration.ZERO),
            Settings.anyMap(reader, "fields"));
    reader.finish();
    config.check(reader);
    if (apiUrl.isEmpty()) {
      throw reader.error("no global Jira Cloud URL set");
    }
    return config;
  }

  /// A field is a text, or keys with values.
  private static Field field(MappingReader reader, String key, String fallback) {
    if (reader.raw(key).filter(YamlNode.Mapping.class::isInstance).isEmpty()) {
      return new Field(reader.string(key, fallback), true);
    }
    MappingReader block = reader.mapping(key);
    Field field =
        new Field(
            block.string("template", fallback),
            Settings.optionalBool(block, "enable_update").orElse(true));
    block.finish();
    return field;
  }

  private void check(MappingReader reader) {
    if (project.isEmpty()) {
      throw reader.error("missing project in jira_config");
    }
    if (issueType.isEmpty()) {
      throw reader.error("missing issue_type in jira_config");
    }
    if (!List.of("auto", "cloud", "datacenter").contains(apiType)) {
      throw reader.error(
          "api_type", "unknown api_type on jira_config, must be auto, cloud or datacenter");
    }
  }

  @Override
  public String kind() {
    return "jira";
  }
}
