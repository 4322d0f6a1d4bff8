package io.vigie.tsdb.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.SampleBuffer;
import org.junit.jupiter.api.Test;

class MemtablePagesTest {
  private final MemtablePages pool = new MemtablePages();

  @Test
  void pagesAreUsedAgainOnceTheLastReaderHasLetGo() {
    Memtable first = new Memtable(1, 0, pool);
    first.add(7, 1000, 1.5, null, 900, true);
    first.publish();
    MemtablePage page = pool.take();
    pool.give(new MemtablePage[] {page});

    assertThat(first.tryHold()).isTrue();
    first.release();
    assertThat(read(first, 7).values()[0]).isEqualTo(1.5);

    first.release();
    assertThat(first.tryHold()).isFalse();
    assertThat(pool.take()).isNotSameAs(page);
    assertThat(pool.take()).isSameAs(page);
  }

  @Test
  void nothingOfAnEarlierMemtableIsSeenOnAPageUsedAgain() {
    Memtable first = new Memtable(1, 0, pool);
    first.add(7, 1000, 1.5, null, 900, true);
    first.publish();
    first.release();
    Memtable second = new Memtable(2, 0, pool);
    second.add(8, 2000, 2.5, null, 0, true);
    second.publish();

    SampleBuffer samples = read(second, 8);
    assertThat(samples.size()).isOne();
    assertThat(samples.values()[0]).isEqualTo(2.5);
    assertThat(samples.startTimestampMillis(0)).isZero();
    assertThat(read(second, 7).isEmpty()).isTrue();
  }

  private static SampleBuffer read(Memtable memtable, int series) {
    SampleBuffer samples = new SampleBuffer();
    memtable.read(series, memtable.rows(), Long.MIN_VALUE, Long.MAX_VALUE, samples);
    return samples;
  }
}
