package io.vigie.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.exposition.ExpositionReader.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever a target sends, a reader yields entries or an [ExpositionException], and comes to an
/// end.
class ExpositionFuzzPropertyTest {
  private static final List<String> TEXTS =
      List.of(
          """
          # HELP http_requests_total Requests, \\n escaped \\\\ here.
          # TYPE http_requests_total counter
          http_requests_total{code="200",path="/a\\"b"} 1027 1395066363000
          http_requests_total{ code = "400" , } 3e2
          # TYPE latency histogram
          latency_bucket{le="0.1"} 1
          latency_bucket{le="1"} 3
          latency_bucket{le="+Inf"} 4
          latency_sum 2.5
          latency_count 4
          {"utf8.name","quoted label"="höchst"} NaN
          # a comment
          plain -Inf
          """,
          """
          # HELP foo Requests
          # TYPE foo counter
          # UNIT foo_seconds seconds
          foo_total{a="b"} 17.0 1520879607.789 # {id="counter-test"} 5 1520879607.1
          foo_created{a="b"} 1520872607.123
          # TYPE h histogram
          h_bucket{le="0.5"} 1 # {trace_id="x"} 0.3
          h_bucket{le="+Inf"} 2
          h_count 2
          h_sum 2.25
          h_created 1520430000.123
          {"utf8.name",q="0.9"} 8.3835e-05
          # EOF
          """);

  /// A family with a classic and a native histogram, exemplars and labels.
  private static final byte[] PROTOBUF =
      Base64.getDecoder()
          .decode(
              "fwoBaBIEaGVscBgEInIKCAoBeBIDeXl5OmYIBREAAAAAAAAoQBoLCAIRmpmZmZmZ8T8aJQgDEZqZmZmZ"
                  + "mQFAGhgKCAoBYRIDYmJiEQAAAAAAAPA/GgMIyAEoBmIECBAQAmgEaAKCARgKCAoBYRIDYmJiEQAAAAAA"
                  + "APA/GgMIyAE=");

  @Property(tries = 2000)
  void arbitraryBytes(@ForAll byte[] body, @ForAll("options") ReaderOptions options) {
    readAll(body, options);
  }

  @Property(tries = 6000)
  void mutatedBodies(@ForAll("mutated") byte[] body, @ForAll("options") ReaderOptions options) {
    readAll(body, options);
  }

  @Property(tries = 500)
  void bodiesCutAnywhere(@ForAll("cut") byte[] body, @ForAll("options") ReaderOptions options) {
    readAll(body, options);
  }

  private static void readAll(byte[] body, ReaderOptions options) {
    for (ScrapeProtocol protocol :
        List.of(
            ScrapeProtocol.PROMETHEUS_TEXT_0_0_4,
            ScrapeProtocol.OPENMETRICS_TEXT_1_0_0,
            ScrapeProtocol.PROMETHEUS_PROTO)) {
      byte[] copy = body.clone();
      try {
        int entries = askEverything(Expositions.open(copy, copy.length, protocol, options));
        // Each entry takes at least two bytes, and a protobuf histogram yields a few of its own.
        assertThat(entries).isLessThanOrEqualTo(2 * body.length + 8);
      } catch (ExpositionException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
      assertThat(copy).isEqualTo(body);
    }
  }

  private static int askEverything(ExpositionReader reader) throws ExpositionException {
    int entries = 0;
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      entries++;
      if (entry == Entry.SERIES || entry == Entry.HISTOGRAM) {
        assertThat(reader.rawEnd()).isBetween(reader.rawStart(), reader.rawSeries().length);
        reader.startTimestampMillis();
        reader.exemplars();
        reader.labels();
      } else if (entry == Entry.HELP) {
        reader.help();
      }
    }
    return entries;
  }

  @Provide
  Arbitrary<ReaderOptions> options() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    return Combinators.combine(flag, flag, flag, flag, flag).as(ReaderOptions::new);
  }

  @Provide
  Arbitrary<byte[]> mutated() {
    return Combinators.combine(seeds(), Arbitraries.longs(), Arbitraries.integers().between(1, 6))
        .as(ExpositionFuzzPropertyTest::mutate);
  }

  @Provide
  Arbitrary<byte[]> cut() {
    return Combinators.combine(seeds(), Arbitraries.integers().between(0, 600))
        .as((seed, length) -> Arrays.copyOf(seed, Math.min(length, seed.length)));
  }

  private static Arbitrary<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    TEXTS.forEach(text -> seeds.add(text.getBytes(StandardCharsets.UTF_8)));
    seeds.add(PROTOBUF);
    return Arbitraries.of(seeds);
  }

  private static byte[] mutate(byte[] seed, long randomSeed, int mutations) {
    Random random = new Random(randomSeed);
    byte[] bytes = seed.clone();
    for (int i = 0; i < mutations; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] = (byte) " \n\t\"\\{}=,#\0\u00ff0-".charAt(random.nextInt(14));
        case 2 -> System.arraycopy(seed, 0, bytes, at, Math.min(seed.length, bytes.length - at));
        default -> bytes = without(bytes, at);
      }
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at) {
    if (bytes.length == 1) {
      return bytes;
    }
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
    return shorter;
  }
}
