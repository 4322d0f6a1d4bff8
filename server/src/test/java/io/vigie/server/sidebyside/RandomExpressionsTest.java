package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.model.metric.Appender;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.sidebyside.GeneratedData.GeneratedSeries;
import io.vigie.testkit.ExternalProgram;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random expressions over random data, asked of Debian's Prometheus and of Vigie: the same answers
/// but for [DeliberateDifferences]. A few hundred expressions by default;
/// `-Dsidebyside.expressions=2000` for more, `-Dsidebyside.seed=7` for others.
@Tag("slow")
class RandomExpressionsTest {
  private static final int EXPRESSIONS = Integer.getInteger("sidebyside.expressions", 300);
  private static final long SEED = Long.getLong("sidebyside.seed", 42);
  private static final int RANGE_STEPS = 25;

  @TempDir Path folder;

  private final GeneratedData data = new GeneratedData(SEED);
  private RealPrograms programs;

  @BeforeEach
  void prepare() {
    programs = new RealPrograms(folder);
  }

  @AfterEach
  void endWhatWasStarted() throws Exception {
    programs.close();
  }

  @Test
  void areAnsweredAsByPrometheus() throws Exception {
    assumeTrue(ExternalProgram.isInstalled("prometheus"), "prometheus is not installed");
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    PrometheusApi prometheus = loadedPrometheus(config);
    PrometheusApi vigie = loadedVigie(config);

    GeneratedExpressions expressions = new GeneratedExpressions(SEED);
    Random random = new Random(SEED);
    List<String> differences = new ArrayList<>();
    int withPoints = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String expression = expressions.next();
      Question question = question(expression, expressions.evaluationSeconds(), random);
      PrometheusApi.Answer expected = prometheus.answer(question.path, question.parameters);
      PrometheusApi.Answer actual = vigie.answer(question.path, question.parameters);
      withPoints += expected.isSuccess() && AnswerComparison.points(expected.data()) > 0 ? 1 : 0;
      DeliberateDifferences.differences(expected, actual)
          .forEach(difference -> differences.add(question.parameters + "\n  → " + difference));
    }
    assertThat(differences).isEmpty();
    assertThat(withPoints)
        .as("expressions with an answer: those without prove little")
        .isGreaterThan(EXPRESSIONS / 2);
  }

  private record Question(String path, Map<String, String> parameters) {}

  private static Question question(String expression, long seconds, Random random) {
    if (random.nextBoolean()) {
      return new Question("query", Map.of("query", expression, "time", "" + seconds));
    }
    long step = GeneratedExpressions.ALIGNMENT_SECONDS * (1L + random.nextInt(8));
    long end = seconds + step * random.nextInt(RANGE_STEPS);
    return new Question(
        "query_range",
        Map.of("query", expression, "start", "" + seconds, "end", "" + end, "step", "" + step));
  }

  private PrometheusApi loadedPrometheus(Path config) throws IOException, InterruptedException {
    PrometheusApi prometheus = programs.prometheus(config, "--web.enable-remote-write-receiver");
    // In the order of time, as Prometheus takes samples only so.
    long stretchMillis = Duration.ofMinutes(10).toMillis();
    for (long from = GeneratedData.START_MILLIS;
        from < GeneratedData.END_MILLIS;
        from += stretchMillis) {
      prometheus.write(RemoteWriteBody.of(data.series(), from, from + stretchMillis));
    }
    return prometheus;
  }

  /// The samples are in the store's files before the server starts.
  private PrometheusApi loadedVigie(Path config) throws IOException, InterruptedException {
    TsdbConfig keepAll = TsdbConfig.defaults().withRetention(Duration.ofDays(36_500));
    try (Tsdb store = Tsdb.open(folder.resolve("vigie-data"), keepAll, Instant::now, Meters.NONE);
        Appender appender = store.appender()) {
      for (GeneratedSeries series : data.series()) {
        long reference = appender.reference(series.labels());
        for (int i = 0; i < series.values().length; i++) {
          appender.append(reference, series.timestampsMillis()[i], series.values()[i]);
        }
      }
      appender.commit();
    }
    return programs.vigie("--config.file=" + config, "--storage.tsdb.retention.time=100y");
  }
}
