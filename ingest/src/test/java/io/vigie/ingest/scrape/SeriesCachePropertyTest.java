package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

/// Whatever targets expose in whatever order, exactly those series end that were there before and
/// are not any more.
class SeriesCachePropertyTest {
  @Property(tries = 300)
  void endsExactlyWhatIsGone(
      @ForAll @Size(max = 12)
          List<@Size(max = 60) @UniqueElements List<@IntRange(min = 1, max = 100) Integer>> passes,
      @ForAll @Size(12) List<Boolean> well) {
    SeriesCache cache = new SeriesCache();
    Set<Long> alive = new HashSet<>();
    for (int i = 0; i < passes.size(); i++) {
      List<Integer> series = passes.get(i);
      Set<Long> ended = new HashSet<>(alive);
      Set<Long> present = series.stream().map(Integer::longValue).collect(Collectors.toSet());
      if (well.get(i)) {
        ended.removeAll(present);
        alive = present;
      } else {
        alive = new HashSet<>();
      }
      assertThat(boxed(run(cache, series, well.get(i)))).isEqualTo(ended);
      assertThat(boxed(cache.live())).isEqualTo(alive);
    }
  }

  private static Set<Long> boxed(long[] references) {
    return Arrays.stream(references).boxed().collect(Collectors.toSet());
  }

  private static long[] run(SeriesCache cache, List<Integer> series, boolean well) {
    cache.begin();
    for (int number : series) {
      byte[] raw = ("series{number=\"" + number + "\"}").getBytes(StandardCharsets.UTF_8);
      int index = cache.find(raw, 0, raw.length);
      if (index == SeriesCache.UNKNOWN) {
        index = cache.add(number);
      }
      assertThat(cache.reference(index)).isEqualTo(number);
      cache.see(index);
      cache.track(index);
    }
    return well ? cache.endWell() : cache.endBadly();
  }
}
