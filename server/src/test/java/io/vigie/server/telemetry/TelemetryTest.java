package io.vigie.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.telemetry.Meters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private final Telemetry telemetry = new Telemetry();
  private final Meters meters = telemetry.meters();

  private String exposition(String accept) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    telemetry.write(accept, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesWhatTheRoomsReport() throws IOException {
    meters.counter("vigie_things_total", "Things.", "kind").add(2, "a");
    meters.gauge("vigie_level", "Level.").set(1.5);
    meters.gaugeOf("vigie_size_bytes", "Size.", () -> 7);
    meters.distribution("vigie_wait_seconds", "Wait.").observe(0.2);
    assertThat(exposition(""))
        .contains("vigie_things_total{kind=\"a\"} 2.0")
        .contains("# TYPE vigie_things_total counter")
        .contains("vigie_level 1.5")
        .contains("vigie_size_bytes 7.0")
        .contains("vigie_wait_seconds_bucket{le=\"0.25\"} 1");
  }

  @Test
  void writesCountsThatAreKeptElsewhereAsCountersAndSummariesWithQuantiles() throws IOException {
    meters.counterOf("vigie_seen_total", "Seen.", () -> 3);
    meters.summary("vigie_took_seconds", "Took.", "slice").observe(0.2, "all");
    assertThat(exposition(""))
        .contains("# TYPE vigie_seen_total counter", "vigie_seen_total 3.0")
        .contains("# TYPE vigie_took_seconds summary")
        .contains("vigie_took_seconds{slice=\"all\",quantile=\"0.9\"} 0.2")
        .contains("vigie_took_seconds_count{slice=\"all\"} 1");
  }

  @Test
  void givesTheSameMetricWhenAskedAgain() throws IOException {
    meters.counter("vigie_again_total", "Again.").increment();
    meters.counter("vigie_again_total", "Again.").increment();
    assertThat(exposition("")).contains("vigie_again_total 2.0");
  }

  @Test
  void refusesOneNameWithTwoMeanings() {
    meters.counter("vigie_again_total", "Again.");
    assertThatThrownBy(() -> meters.counter("vigie_again_total", "Again.", "label"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vigie_again_total");
  }

  @Test
  void writesOpenMetricsForThoseWhoAsk() throws IOException {
    String accept = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5";
    assertThat(telemetry.contentType(accept)).startsWith("application/openmetrics-text");
    assertThat(exposition(accept)).endsWith("# EOF\n");
    assertThat(telemetry.contentType("text/plain")).startsWith("text/plain");
  }

  @Test
  void tellsWhichBuildThisIsAndWhatItsProcessDoes() throws IOException {
    telemetry.addBuildInfo(BuildInfo.current());
    telemetry.addProcessMetrics();
    assertThat(exposition(""))
        .contains("prometheus_build_info{")
        .contains("vigie_build_info{")
        .contains("process_cpu_seconds_total")
        .contains("jvm_memory_used_bytes");
    assertThat(BuildInfo.current().version()).matches("\\d.*");
  }
}
