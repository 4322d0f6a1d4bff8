package io.vigie.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigie.model.telemetry.Span;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanRecorderTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "00-" + TRACE + "-b7ad6b7169203331-";

  private final FakeClock clock = new FakeClock();
  private final List<RecordedSpan> ended = new ArrayList<>();

  private SpanRecorder recorder(double fraction) {
    return new SpanRecorder(fraction, ended::add, clock, clock);
  }

  private void begin(SpanRecorder recorder, int times) {
    for (int i = 0; i < times; i++) {
      recorder.begin("work").end();
    }
  }

  @Test
  void recordsTheFractionThatIsAskedFor() {
    begin(recorder(0.25), 20_000);
    assertThat(ended.size() / 20_000.0).isCloseTo(0.25, within(0.02));
  }

  @Test
  void oneIsAllAndZeroIsNone() {
    begin(recorder(1), 100);
    assertThat(ended).hasSize(100);
    begin(recorder(0), 100);
    begin(recorder(Double.NaN), 100);
    assertThat(ended).hasSize(100);
  }

  @Test
  void whoeverAsksDecidesWhetherItIsRecorded() {
    recorder(0).beginServed("GET", CALLER + "01", "").end();
    assertThat(ended)
        .singleElement()
        .satisfies(span -> {
          assertThat(span.context().traceId()).isEqualTo(TRACE);
          assertThat(span.parentSpanId()).isEqualTo("b7ad6b7169203331");
          assertThat(span.kind()).isEqualTo(Span.Kind.SERVER);
        });
    Span unwanted = recorder(1).beginServed("GET", CALLER + "00", "a=b");
    unwanted.child("more").end();
    unwanted.end();
    assertThat(ended).hasSize(1);
    assertThat(unwanted.headers())
        .containsEntry("traceparent", CALLER + "00")
        .containsEntry("tracestate", "a=b");
  }

  @Test
  void whoIsCalledByWhatIsNotRecordedIsToldSo() {
    Span span = recorder(0).begin("work");
    span.run(() ->
        assertThat(Span.current().child("call", Span.Kind.CLIENT).headers().get("traceparent"))
            .endsWith("-00"));
  }

  @Test
  void knowsWhatHappenedWhenAndWithin() {
    Span outer = recorder(1).begin("outer");
    outer.run(() -> {
      clock.advance(Duration.ofMillis(2));
      Span.current().child("inner").set("n", 7).set("n", 8).set("text", "x".repeat(9999)).end();
      clock.advance(Duration.ofMillis(3));
    });
    RecordedSpan inner = ended.getFirst();
    RecordedSpan whole = ended.getLast();
    assertThat(inner.parentSpanId()).isEqualTo(whole.context().spanId());
    assertThat(inner.context().traceId()).isEqualTo(whole.context().traceId());
    assertThat(inner.attributes())
        .containsExactly(
            new RecordedSpan.Attribute("n", 8L),
            new RecordedSpan.Attribute("text", "x".repeat(RecordedSpan.MAX_TEXT)));
    assertThat(inner.startUnixNanos() - whole.startUnixNanos()).isEqualTo(2_000_000);
    assertThat(whole.endUnixNanos() - whole.startUnixNanos()).isEqualTo(5_000_000);
    assertThat(whole.startUnixNanos())
        .isEqualTo(clock.instant().minusMillis(5).toEpochMilli() * 1_000_000);
    assertThat(Span.current()).isSameAs(Span.none());
  }

  @Test
  void anExceptionIsAFailureAndGoesOn() {
    assertThatThrownBy(() ->
            recorder(1)
                .begin("work")
                .run(() -> {
                  throw new IOException("no disk");
                }))
        .isInstanceOf(IOException.class);
    assertThat(ended.getFirst().failure()).contains("no disk");
  }

  @Test
  void whatHasEndedDoesNotChange() {
    Span span = recorder(1).begin("work");
    span.end();
    clock.advance(Duration.ofSeconds(1));
    span.rename("other").set("late", 1).fail("late");
    span.end();
    assertThat(ended)
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.name()).isEqualTo("work");
          assertThat(kept.attributes()).isEmpty();
          assertThat(kept.failure()).isEmpty();
          assertThat(kept.endUnixNanos()).isEqualTo(kept.startUnixNanos());
        });
  }
}
