package io.vigie.server.config;

import io.vigie.config.http.HttpClientReader;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.config.DiscoveryReader;
import io.vigie.ingest.relabel.RelabelRuleReader;
import io.vigie.ingest.remote.RequestSigning;
import io.vigie.model.metric.NameValidation;
import io.vigie.server.config.AlertingConfig.Alertmanager;
import java.time.Duration;
import java.util.List;

/// Reads the section `alerting`.
final class AlertingConfigReader {
  private AlertingConfigReader() {}

  static AlertingConfig read(MappingReader reader, NameValidation validation) {
    var rules =
        RelabelRuleReader.readList(
            reader, "alert_relabel_configs", "empty or null alert relabeling rule", validation);
    List<Alertmanager> alertmanagers =
        reader.list(
            "alertmanagers",
            "empty or null section in alertmanagers",
            alertmanager -> alertmanager(alertmanager, validation));
    reader.finish();
    return new AlertingConfig(rules, alertmanagers);
  }

  private static Alertmanager alertmanager(MappingReader reader, NameValidation validation) {
    HttpClientReader http = HttpClientReader.read(reader);
    RequestSigning signing = RequestSigningReader.sigV4(reader);
    String scheme = reader.string("scheme", "http");
    String pathPrefix = reader.string("path_prefix");
    Duration timeout = reader.duration("timeout", Duration.ofSeconds(10));
    String apiVersion = reader.string("api_version", "v2");
    var rules =
        RelabelRuleReader.readList(
            reader,
            "relabel_configs",
            "empty or null Alertmanager target relabeling rule",
            validation);
    var alertRules =
        RelabelRuleReader.readList(
            reader,
            "alert_relabel_configs",
            "empty or null Alertmanager alert relabeling rule",
            validation);
    var discoveries = DiscoveryReader.readAll(reader);
    reader.finish();
    if (!apiVersion.equals("v2")) {
      throw reader.error(
          "api_version",
          "expected Alertmanager api version to be one of [v2] but got " + apiVersion);
    }
    checkAuth(reader);
    if (rules.isEmpty()) {
      DiscoveryReader.checkStaticAddresses(reader, discoveries);
    }
    return new Alertmanager(
        scheme, pathPrefix, timeout, http.config(), signing, discoveries, rules, alertRules);
  }

  private static void checkAuth(MappingReader reader) {
    boolean credentials =
        reader.has("basic_auth") || reader.has("authorization") || reader.has("oauth2");
    if (credentials && reader.has("sigv4")) {
      throw reader.error(
          "at most one of basic_auth, authorization, oauth2, & sigv4 must be configured");
    }
  }
}
