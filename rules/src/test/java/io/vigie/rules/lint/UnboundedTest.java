package io.vigie.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnboundedTest {
  private static Optional<Unbounded> reason(String label, int count, IntFunction<String> value) {
    List<String> values = IntStream.range(0, count).mapToObj(value).sorted().toList();
    return Unbounded.of(label, LabelValues.of(values));
  }

  @ParameterizedTest
  @CsvSource({
    "who, ann%d@example.org, 3, EMAIL",
    "client, 10.0.%d.7, 20, ADDRESS",
    "client, 10.0.%d.7:443, 20, ADDRESS",
    "client, 2001:db8::%d, 20, ADDRESS",
    "order, %08d, 20, IDENTIFIER",
    "order, ord_%08d, 20, IDENTIFIER",
    "span, 4bf92f3577b34da6%04d, 20, IDENTIFIER",
    "path, /users/%d, 20, PATH",
    "path, /users/%d/orders, 20, PATH",
    "url, https://example.org/users/%d, 20, PATH",
    "path, /search?q=%d, 20, PATH",
    "ip, visitor %d, 50, NAME",
    "event_id, e%d, 50, NAME",
    "stream_id, s%d, 50, NAME",
    "anything, value %d, 1000, MANY"
  })
  void whatEachVisitorBringsIsToldByItsFormNameOrNumber(
      String label, String form, int count, Unbounded expected) {
    assertThat(reason(label, count, i -> form.formatted(i))).contains(expected);
    assertThat(reason(label, expected == Unbounded.EMAIL ? 2 : count - 1, i -> form.formatted(i)))
        .isEmpty();
  }

  @Test
  void uuidsAreToldWhereverTheyStand() {
    assertThat(reason("order", 20, i -> new UUID(i * 77L, i).toString())).contains(Unbounded.UUID);
    assertThat(reason("order", 20, i -> "order-" + new UUID(i * 77L, i)))
        .contains(Unbounded.IDENTIFIER);
    assertThat(reason("path", 20, i -> "/orders/" + new UUID(i * 77L, i) + "/lines"))
        .contains(Unbounded.PATH);
  }

  @ParameterizedTest
  @CsvSource({
    "instance, 10.0.0.%d:9100, 500",
    "pod_ip, 10.0.0.%d, 500",
    "pod, web-7d9f-%08d, 5000",
    "le, %d, 2000",
    "code, %d, 60",
    "cpu, %d, 128",
    "partition, %d, 200",
    "port, 1%04d, 100",
    "route, /users/{id}/v%d, 30",
    "path, /static/page%d.html, 40",
    "at, 12:%02d, 60",
    "version, 1.2.%d, 90"
  })
  void whatIsScrapedOrCountedHasABound(String label, String form, int count) {
    assertThat(reason(label, count, i -> form.formatted(i))).isEmpty();
  }

  @Test
  void someOddValuesAmongOthersAreNoReason() {
    assertThat(reason("path", 100, i -> i % 3 == 0 ? "/users/" + i : "/page" + i)).isEmpty();
    assertThat(reason("path", 100, i -> i % 3 != 0 ? "/users/" + i : "/page" + i))
        .contains(Unbounded.PATH);
  }

  @Test
  void ofManyValuesSomeOfAllPartsAreLookedAt() {
    List<String> sorted = IntStream.range(0, 100_000).mapToObj("%06d"::formatted).toList();
    LabelValues values = LabelValues.of(sorted);
    assertThat(values.count()).isEqualTo(100_000);
    assertThat(values.some()).hasSize(200).startsWith("000000", "000500").endsWith("099500");
  }

  /// What comes from outside must not keep the looking busy.
  @Test
  void longValuesAreNotLookedInto() {
    assertThat(reason("x", 30, i -> "/".repeat(100_000) + i)).isEmpty();
    assertThat(reason("x", 30, i -> "a@".repeat(149) + i)).isEmpty();
    assertThat(reason("x", 30, i -> "/1".repeat(140) + i + "?")).contains(Unbounded.PATH);
  }
}
