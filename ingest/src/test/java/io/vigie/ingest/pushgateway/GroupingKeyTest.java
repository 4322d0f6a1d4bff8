package io.vigie.ingest.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.model.metric.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingKeyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "job/backup                              | {job=\"backup\"}",
        "job/backup/                             | {job=\"backup\"}",
        "job/backup/instance/db-1                | {instance=\"db-1\", job=\"backup\"}",
        "job/a%20b/path/c%2Fd                    | {job=\"a b\", path=\"c/d\"}",
        "job/one+two                             | {job=\"one+two\"}",
        "job@base64/L3Zhci90bXA=                 | {job=\"/var/tmp\"}",
        "job@base64/L3Zhci90bXA                  | {job=\"/var/tmp\"}",
        "job/titan/name@base64/zqDPgc6_zrzOt864zrXPjc-C | {job=\"titan\", name=\"Προμηθεύς\"}",
        "job/some/empty@base64/=                 | {job=\"some\"}",
      })
  void aPathNamesTheGroup(String path, String labels) throws RefusedPushException {
    assertThat(GroupingKey.parse(path)).hasToString(labels);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "jobs/backup                | the path must be /metrics/job/<JOB>{/<LABEL>/<VALUE>}",
        "job                        | odd number of components in label string \"/job\"",
        "job/backup/instance        | odd number of components in label string \"/job/backup/instance\"",
        "job//instance/a            | job name is required",
        "job@base64/=               | job name is required",
        "job/backup/__name__/up     | improper label name \"__name__\"",
        "job/backup/0day/x          | improper label name \"0day\"",
        "job/a/b@base64/%25%25%25   | invalid base64 encoding for label b=\"%%%\"",
        "job/a/b@base64/_w          | invalid base64 encoding for label b=\"_w\"",
        "job/%zz                    | \"%zz\" is not percent-encoded as it should be",
      })
  void anythingElseIsRefusedInPushgatewaysWords(String path, String problem) {
    assertThatThrownBy(() -> GroupingKey.parse(path)).hasMessageContaining(problem);
  }

  @Test
  void theJobOfThePathWinsOverALabelOfTheSameName() throws RefusedPushException {
    assertThat(GroupingKey.parse("job/real/job/other")).isEqualTo(Labels.of("job", "real"));
  }
}
