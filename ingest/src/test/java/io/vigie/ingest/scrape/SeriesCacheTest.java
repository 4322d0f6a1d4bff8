package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SeriesCacheTest {
  private final SeriesCache cache = new SeriesCache();

  /// One pass that has these series, written as `name=reference`.
  private long[] pass(boolean well, String... series) {
    cache.begin();
    for (String one : series) {
      String[] parts = one.split("=");
      byte[] raw = parts[0].getBytes(StandardCharsets.UTF_8);
      int index = cache.find(raw, 0, raw.length);
      if (index == SeriesCache.UNKNOWN) {
        index = cache.add(Long.parseLong(parts[1]));
      }
      cache.see(index);
      cache.track(index);
    }
    return well ? cache.endWell() : cache.endBadly();
  }

  @Test
  void nothingEndsWhileEverythingIsThere() {
    assertThat(pass(true, "a=1", "b=2")).isEmpty();
    assertThat(pass(true, "b=2", "a=1")).isEmpty();
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void aSeriesThatIsGoneEndsOnceAndIsForgotten() {
    pass(true, "a=1", "b=2");
    assertThat(pass(true, "a=1")).containsExactly(2);
    assertThat(pass(true, "a=1")).isEmpty();
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void aFailedPassEndsEverythingOnce() {
    pass(true, "a=1", "b=2");
    assertThat(pass(false, "a=1", "c=3")).containsExactlyInAnyOrder(1, 2);
    assertThat(pass(false)).isEmpty();
    assertThat(pass(true, "a=1")).isEmpty();
    assertThat(pass(true)).containsExactly(1);
  }

  @Test
  void whatAFailedPassAddedIsForgotten() {
    pass(true, "a=1");
    pass(false, "a=1", "c=3");
    assertThat(cache.size()).isEqualTo(1);
    byte[] raw = "c".getBytes(StandardCharsets.UTF_8);
    cache.begin();
    assertThat(cache.find(raw, 0, 1)).isEqualTo(SeriesCache.UNKNOWN);
  }

  @Test
  void aSeriesWrittenInAnotherWayDoesNotEnd() {
    pass(true, "a{x,y}=1");
    assertThat(pass(true, "a{y,x}=1")).isEmpty();
  }

  @Test
  void whatIsInheritedEndsUnlessItGoesOn() {
    cache.inherit(new long[] {1, 2});
    assertThat(pass(true, "a=1")).containsExactly(2);
    assertThat(pass(true)).containsExactly(1);
  }

  @Test
  void noticesASeriesThatIsThereTwice() {
    cache.begin();
    byte[] raw = {'a'};
    cache.find(raw, 0, 1);
    int index = cache.add(1);
    assertThat(cache.see(index)).isTrue();
    cache.endWell();
    cache.begin();
    assertThat(cache.see(cache.find(raw, 0, 1))).isFalse();
    assertThat(cache.see(cache.find(raw, 0, 1))).isTrue();
  }
}
