package io.vigie.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.relabel.RelabelRuleReader;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.NameValidation;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import io.vigie.testkit.RecordingMeters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the rules make of series that are pushed, whatever the protocol.
class PushIntakeTest {
  private static final long NOW = 1_700_000_000_000L;

  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final RecordingMeters meters = new RecordingMeters();
  private PushRules rules = PushRules.NONE;
  private final PushIntake intake =
      new PushIntake(store, new FakeClock(Instant.ofEpochMilli(NOW)), () -> rules, meters, "test");

  private static Relabelling relabelling(String yaml) {
    YamlFile file = YamlFile.parse("test", Path.of(""), "rules: [" + yaml + "]");
    return Relabelling.of(
        RelabelRuleReader.readList(file.mapping(), "rules", "empty", NameValidation.UTF8));
  }

  /// Pushes one sample, the series known by its text, as protocols with their own names do.
  private PushResult push(long timestampMillis, String... namesAndValues) throws Exception {
    Labels labels = Labels.of(namesAndValues);
    RawHash hash = new RawHash();
    byte[] text = labels.toString().getBytes(StandardCharsets.UTF_8);
    hash.hash(text, 0, text.length);
    try (PushBatch batch = intake.open()) {
      batch.series(hash, () -> labels);
      batch.append(timestampMillis, 1);
      return batch.commit();
    }
  }

  @Test
  void samplesAreStoredUnderTheLabelsThatTheRulesMake() throws Exception {
    rules =
        new PushRules(
            relabelling(
                "{source_labels: [host], target_label: instance}, {regex: host, action: labeldrop}"),
            LabelLimits.NONE);

    push(NOW, "__name__", "up", "host", "a");
    push(NOW + 1, "__name__", "up", "host", "a");

    assertThat(StoredSamples.of(store))
        .containsOnlyKeys("up{instance=\"a\"}")
        .containsValue(List.of(NOW + "=1.0", NOW + 1 + "=1.0"));
  }

  @Test
  void whatTheRulesDropIsTakenAndCountedAndNotStored() throws Exception {
    rules =
        new PushRules(
            relabelling("{source_labels: [__name__], regex: 'debug_.*', action: drop}"),
            LabelLimits.NONE);

    for (int i = 0; i < 2; i++) {
      PushResult result = push(NOW + i, "__name__", "debug_x");

      assertThat(result.isComplete()).isTrue();
      assertThat(result.samples()).isOne();
    }

    assertThat(StoredSamples.of(store)).isEmpty();
    assertThat(meters.observed("vigie_push_samples_dropped_total", "test")).containsExactly(1., 1.);
  }

  @Test
  void limitsHoldForWhatTheRulesMake() throws Exception {
    rules =
        new PushRules(
            relabelling("{regex: trace_id, action: labeldrop}"), new LabelLimits(2, 0, 0));

    assertThat(push(NOW, "__name__", "up", "a", "1", "trace_id", "2").isComplete()).isTrue();
    assertThat(push(NOW, "__name__", "up", "a", "1", "b", "2").problems())
        .containsExactly("label_limit exceeded (metric: up, number of labels: 3, limit: 2)");
  }

  @Test
  void aSeriesThatTheRulesSpoilIsRefused() throws Exception {
    rules = new PushRules(relabelling("{regex: __name__, action: labeldrop}"), LabelLimits.NONE);

    PushResult result = push(NOW, "__name__", "up", "a", "1");

    assertThat(result.rejected()).isOne();
    assertThat(result.problems())
        .containsExactly(
            "metric_relabel_configs make an invalid metric name or labels of"
                + " {__name__=\"up\", a=\"1\"}, got {a=\"1\"}");
  }

  @Test
  void otherRulesHoldForSeriesThatAreKnownAlready() throws Exception {
    push(NOW, "__name__", "up");
    rules =
        new PushRules(relabelling("{target_label: site, replacement: paris}"), LabelLimits.NONE);
    push(NOW + 1, "__name__", "up");
    rules = PushRules.NONE;
    push(NOW + 2, "__name__", "up");

    assertThat(StoredSamples.of(store))
        .containsEntry("up{}", List.of(NOW + "=1.0", NOW + 2 + "=1.0"))
        .containsEntry("up{site=\"paris\"}", List.of(NOW + 1 + "=1.0"));
  }
}
