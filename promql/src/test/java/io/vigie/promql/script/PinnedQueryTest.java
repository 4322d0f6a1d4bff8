package io.vigie.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.promql.ast.Printer;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import org.junit.jupiter.api.Test;

class PinnedQueryTest {
  @Test
  void selectorsAndOutermostSubqueriesGetTheTime() throws PromqlParseException {
    assertThat(pinned("sum(a) / rate(b[5m]) + c @ 3 offset 1m"))
        .isEqualTo("sum(a @ 60.000) / rate(b[5m] @ 60.000) + c @ 3.000 offset 1m");
    assertThat(pinned("max_over_time(rate(a[1m])[5m:1m])"))
        .isEqualTo("max_over_time(rate(a[1m])[5m:1m] @ 60.000)");
  }

  @Test
  void aQueryThatLooksAtTheClockIsNotPinned() throws PromqlParseException {
    assertThat(pinned("a + time()")).isEmpty();
    assertThat(pinned("timestamp(a)")).isEmpty();
    assertThat(pinned("sum_over_time(timestamp(a)[5m:1m])")).isNotEmpty();
  }

  private static String pinned(String query) throws PromqlParseException {
    return PinnedQuery.of(new PromqlParser(ParserOptions.DEFAULT).parse(query), 60_000)
        .map(Printer::print)
        .orElse("");
  }
}
