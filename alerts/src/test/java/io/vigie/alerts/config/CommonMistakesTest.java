package io.vigie.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alerts.config.receiver.EmailConfig;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommonMistakesTest {
  private static final YamlFile FILE =
      YamlFile.parse(
          "alertmanager.yml",
          Path.of(""),
          """
          global:
            smtp_smarthost: 'smtp.example.com:587'
            smtp_from: 'alerts@example.com'
          route:
            receiver: critical
          receivers:
          - name: critical
            email_configs:
            - to: 'ops@example.com'
              subject: '[CRITICAL]'
              body: |
                {{ range .Alerts }}{{ .Annotations.summary }}{{ end }}
            slack_configs:
            - api_url: 'YOUR_SLACK_WEBHOOK_URL'
              channel: '#alerts'
          """);

  @Test
  void aRefusalNamesEveryMistakeWithItsLineAndTheFix() {
    assertThatThrownBy(() -> new AlertmanagerConfigReader(MatcherSyntax.FALLBACK).read(FILE))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alertmanager.yml:10:")
        .hasMessageContaining("10:5: email_configs has no key subject; write headers: {Subject: …}")
        .hasMessageContaining("11:5: email_configs has no key body; write text:")
        .hasMessageContaining("14:5: the api_url of this Slack receiver is no address");
  }

  @Test
  void lenientlyTheyAreMendedWithWarnings() {
    AlertmanagerConfig config =
        new AlertmanagerConfigReader(MatcherSyntax.FALLBACK, true).read(FILE);

    assertThat(config.warnings()).hasSize(3);
    assertThat(config.receivers().getFirst().integrations()).hasSize(1);
    EmailConfig mail = (EmailConfig) config.receivers().getFirst().integrations().getFirst();
    assertThat(mail.headers()).containsEntry("Subject", "[CRITICAL]");
    assertThat(mail.text()).contains("range .Alerts");
    assertThat(mail.html()).isEmpty();
  }
}
