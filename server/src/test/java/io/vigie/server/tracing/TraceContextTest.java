package io.vigie.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @Test
  void whatACallerSaysIsUnderstood() {
    assertThat(TraceContext.parse("00-" + TRACE + "-" + SPAN + "-01", "a=b"))
        .contains(new TraceContext(TRACE, SPAN, true, "a=b"));
    assertThat(TraceContext.parse("00-" + TRACE + "-" + SPAN + "-00", ""))
        .contains(new TraceContext(TRACE, SPAN, false, ""));
  }

  @Test
  void otherFlagsAndWhatVersionsToComeAddDoNotMatter() {
    assertThat(TraceContext.parse("cc-" + TRACE + "-" + SPAN + "-03-what-the-future-brings", ""))
        .contains(new TraceContext(TRACE, SPAN, true, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01"
      })
  void whatIsWrongCountsAsNothing(String traceparent) {
    assertThat(TraceContext.parse(traceparent, "a=b")).isEmpty();
  }

  @Test
  void aStateThatIsTooLongIsLeftOut() {
    assertThat(TraceContext.parse("00-" + TRACE + "-" + SPAN + "-01", "a=" + "b".repeat(600)))
        .contains(new TraceContext(TRACE, SPAN, true, ""));
  }

  @Test
  void whatIsSentIsUnderstoodAgain() {
    TraceContext begun = TraceContext.create(true, 42);
    assertThat(begun.traceId()).hasSize(32).endsWith("000000000000002a");
    assertThat(TraceContext.parse(begun.headers().get("traceparent"), "")).contains(begun);
    assertThat(begun.headers()).doesNotContainKey("tracestate");
    TraceContext next = new TraceContext(TRACE, SPAN, false, "a=b").next();
    assertThat(next.headers())
        .containsEntry("traceparent", "00-" + TRACE + "-" + next.spanId() + "-00")
        .containsEntry("tracestate", "a=b");
    assertThat(next.spanId()).isNotEqualTo(SPAN);
  }
}
