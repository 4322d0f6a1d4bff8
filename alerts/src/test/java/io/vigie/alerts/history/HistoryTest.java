package io.vigie.alerts.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.InMemoryEventLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final History history = new History(log);

  private void fired(long timestampMillis, String instance) {
    Labels labels = Labels.of("alertname", "Down", "instance", instance);
    String details = "{\"fingerprint\":\"" + instance + "\"}";
    log.append(List.of(new StateEvent(timestampMillis, "alert.fired", labels, details)));
  }

  private void told(long timestampMillis, String... instances) {
    StringBuilder alerts = new StringBuilder();
    for (String instance : instances) {
      alerts
          .append(alerts.isEmpty() ? "" : ",")
          .append(
              "{\"fingerprint\":\"%s\",\"labels\":{\"instance\":\"%s\"}}"
                  .formatted(instance, instance));
    }
    Labels shared = Labels.of("alertname", "Down");
    String details = "{\"alerts\":[" + alerts + "]}";
    log.append(List.of(new StateEvent(timestampMillis, "notification.sent", shared, details)));
  }

  private static History.Question question(TimeRange range, int limit) {
    return new History.Question(range, Matchers.NONE, Optional.empty(), limit, Optional.empty());
  }

  private List<Long> times(History.Question question) throws IOException {
    return history.read(question).events().stream().map(HistoryEvent::timestampMillis).toList();
  }

  @Test
  void alertsAndMessagesAreOneStoryNewestFirst() throws IOException {
    fired(10, "a");
    told(20, "a");
    fired(30, "b");
    told(30, "b");
    var page = history.read(question(TimeRange.ALWAYS, 10));

    assertThat(page.events())
        .extracting(event -> event.timestampMillis() + " " + event.kind())
        .containsExactly(
            "30 notification.sent", "30 alert.fired", "20 notification.sent", "10 alert.fired");
    assertThat(page.next()).isEmpty();
    assertThat(times(question(new TimeRange(15, 29), 10))).containsExactly(20L);
  }

  @Test
  void pagesMissNothingAndRepeatNothingAlsoWithinOneInstant() throws IOException {
    for (int i = 0; i < 1300; i++) {
      fired(i / 600, "a" + i);
    }
    told(1, "a1");
    List<String> seen = new ArrayList<>();
    Optional<HistoryCursor> next = Optional.empty();
    do {
      var page =
          history.read(
              new History.Question(TimeRange.ALWAYS, Matchers.NONE, Optional.empty(), 100, next));
      page.events().forEach(event -> seen.add(event.kind() + event.labels()));
      next = page.next().map(cursor -> HistoryCursor.parse(cursor.toString()).orElseThrow());
    } while (next.isPresent());

    assertThat(seen).hasSize(1301).doesNotHaveDuplicates();
  }

  @Test
  void aMessageIsFoundByTheLabelsOfEachOfItsAlerts() throws IOException {
    fired(10, "a");
    told(20, "a", "b");
    told(30, "c");
    Matchers wanted = MatcherSyntax.FALLBACK.parse("instance=b,alertname=Down");

    assertThat(
            times(
                new History.Question(
                    TimeRange.ALWAYS, wanted, Optional.empty(), 10, Optional.empty())))
        .containsExactly(20L);
    assertThat(
            times(
                new History.Question(
                    TimeRange.ALWAYS, Matchers.NONE, Optional.of("a"), 10, Optional.empty())))
        .containsExactly(20L, 10L);
  }

  @Test
  void whatIsNoCursorIsRefused() {
    for (String text :
        List.of("", "1", "1.2", "1.2_3", "x.1_2.3", "1.2_3.4_5.6", "1.2_3.99999999999")) {
      assertThat(HistoryCursor.parse(text)).as(text).isEmpty();
    }
    assertThat(HistoryCursor.parse("1.2_-3.4").map(HistoryCursor::toString)).contains("1.2_-3.4");
  }
}
