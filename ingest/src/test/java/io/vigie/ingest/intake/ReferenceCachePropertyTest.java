package io.vigie.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReferenceCachePropertyTest {
  @Property(tries = 200)
  void findsWhatWasPutLast(
      @ForAll @Size(max = 3000) List<@IntRange(min = 0, max = 900) Integer> puts) {
    ReferenceCache cache = new ReferenceCache(100_000);
    Map<Integer, Long> expected = new HashMap<>();
    for (int series : puts) {
      long reference = expected.size() * 10_000L + series + 1;
      expected.put(series, reference);
      cache.put(series * 31L, series % 7, reference);
    }
    expected.forEach((series, reference) ->
        assertThat(cache.find(series * 31L, series % 7)).isEqualTo(reference));
    assertThat(cache.find(-1, 0)).isEqualTo(ReferenceCache.UNKNOWN);
    assertThat(cache.size()).isEqualTo(expected.size());
  }

  @Example
  void forgetsWhatIsNotSentAnyMore() {
    ReferenceCache cache = new ReferenceCache(100_000);
    cache.tick(0);
    for (int i = 1; i <= 1000; i++) {
      cache.put(i, i, i);
    }
    long period = ReferenceCache.PERIOD.toMillis();
    for (int round = 1; round <= 3; round++) {
      assertThat(cache.find(7, 7)).isEqualTo(7);
      cache.tick(round * period);
    }
    assertThat(cache.size()).isEqualTo(1);
    assertThat(cache.find(7, 7)).isEqualTo(7);
    assertThat(cache.find(8, 8)).isEqualTo(ReferenceCache.UNKNOWN);
  }

  @Example
  void neverHoldsMuchMoreThanItMay() {
    ReferenceCache cache = new ReferenceCache(5000);
    for (int i = 1; i <= 100_000; i++) {
      cache.put(i, i * 0x9e3779b97f4a7c15L, i);
      assertThat(cache.size()).isLessThan(20_000);
    }
  }

  @Example
  void findsWhileOthersPut() throws InterruptedException {
    ReferenceCache cache = new ReferenceCache(1_000_000);
    List<Thread> threads = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      long first = t * 50_000L + 1;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (long i = first; i < first + 50_000; i++) {
                  long low = i * 0x9e3779b97f4a7c15L;
                  cache.put(i, low, i);
                  long other = (i * 7919) % 200_000 + 1;
                  long found = cache.find(other, other * 0x9e3779b97f4a7c15L);
                  if (cache.find(i, low) != i || (found != 0 && found != other)) {
                    synchronized (wrong) {
                      wrong.add(i + " " + other + " " + found);
                    }
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).isEmpty();
    assertThat(cache.size()).isEqualTo(200_000);
  }
}
