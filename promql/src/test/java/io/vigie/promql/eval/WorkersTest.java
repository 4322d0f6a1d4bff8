package io.vigie.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private final Workers workers = new Workers(4);

  @RepeatedTest(50)
  void everyItemIsDoneOnceBeforeTheCallReturns() {
    AtomicIntegerArray done = new AtomicIntegerArray(200);
    workers.forEach(200, new Remarks(), (index, _) -> done.incrementAndGet(index));
    for (int i = 0; i < done.length(); i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  @Test
  void theFirstFailureIsThrownAndTheRestLeftUndone() {
    assertThatThrownBy(() ->
            workers.forEach(
                10_000,
                new Remarks(),
                (index, _) -> {
                  throw new IllegalStateException("item " + index);
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("item ");
  }

  @Test
  void remarksOfAllThreadsComeTogether() {
    Remarks remarks = new Remarks();
    workers.forEach(
        100,
        remarks,
        (index, worker) -> worker.remarks().histogramNotGauge("m" + index % 3, Span.NONE));
    assertThat(remarks.toAnnotations("").warnings()).hasSize(3);
  }
}
