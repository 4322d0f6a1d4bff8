package io.vigie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [EventLog] does. A test of an implementation extends it.
public abstract class EventLogContract {
  private static final Labels WEB = Labels.of("alertname", "Down", "job", "web");
  private static final Labels DB = Labels.of("alertname", "Down", "job", "db");

  private EventLog log;

  /// An empty log.
  protected abstract EventLog open() throws IOException;

  @BeforeEach
  final void openLog() throws IOException {
    log = open();
  }

  private static StateEvent event(long timestampMillis, String kind, Labels labels) {
    return new StateEvent(timestampMillis, kind, labels, "{\"n\":" + timestampMillis + "}");
  }

  private List<StateEvent> all(String kind) throws IOException {
    return log.query(kind, TimeRange.ALWAYS, List.of(), 100);
  }

  @Test
  void theNewestComesFirst() throws IOException {
    log.append(List.of(event(1, "a", WEB), event(3, "a", WEB)));
    log.append(List.of(event(2, "a", DB)));

    assertThat(all("a")).containsExactly(event(3, "a", WEB), event(2, "a", DB), event(1, "a", WEB));
  }

  @Test
  void ofTheSameInstantTheLastAddedComesFirst() throws IOException {
    log.append(List.of(event(1, "a.fired", WEB), event(1, "a.resolved", WEB)));

    assertThat(all("a")).extracting(StateEvent::kind).containsExactly("a.resolved", "a.fired");
  }

  @Test
  void aKindIncludesWhatBeginsWithItAndADot() throws IOException {
    log.append(
        List.of(
            event(1, "alert", WEB),
            event(2, "alert.fired", WEB),
            event(3, "alerts", WEB),
            event(4, "alert_fired", WEB),
            event(5, "notification.alert", WEB)));

    assertThat(all("alert")).extracting(StateEvent::timestampMillis).containsExactly(2L, 1L);
    assertThat(all("alert.fired")).extracting(StateEvent::timestampMillis).containsExactly(2L);
  }

  @Test
  void theSpanOfTimeIncludesItsEnds() throws IOException {
    log.append(IntStream.range(0, 10).mapToObj(at -> event(at, "a", WEB)).toList());

    assertThat(log.query("a", new TimeRange(3, 5), List.of(), 100))
        .extracting(StateEvent::timestampMillis)
        .containsExactly(5L, 4L, 3L);
  }

  @Test
  void matchersSelectByLabelsAndTheLimitCountsWhatMatched() throws IOException {
    log.append(
        List.of(event(1, "a", WEB), event(2, "a", DB), event(3, "a", WEB), event(4, "a", DB)));

    List<LabelMatcher> web = List.of(LabelMatcher.equal("job", "web"));
    assertThat(log.query("a", TimeRange.ALWAYS, web, 100))
        .extracting(StateEvent::timestampMillis)
        .containsExactly(3L, 1L);
    assertThat(log.query("a", TimeRange.ALWAYS, web, 1))
        .extracting(StateEvent::timestampMillis)
        .containsExactly(3L);
    assertThat(log.query("a", TimeRange.ALWAYS, List.of(LabelMatcher.equal("absent", "")), 100))
        .hasSize(4);
  }

  @Test
  void labelsAndTextComeBackAsTheyWere() throws IOException {
    Labels odd = Labels.of("a.b", "\"quoted\" \\ 'é' ✓\n", "empty", "x");
    log.append(List.of(new StateEvent(1, "a", odd, "line\n'; drop table event; --")));

    assertThat(all("a"))
        .containsExactly(new StateEvent(1, "a", odd, "line\n'; drop table event; --"));
  }

  @Test
  void whatIsOlderIsForgottenForTheKindAlone() throws IOException {
    log.append(
        List.of(event(1, "a", WEB), event(2, "a.x", WEB), event(3, "a", WEB), event(1, "b", WEB)));

    log.forgetBefore("a", 3);

    assertThat(all("a")).extracting(StateEvent::timestampMillis).containsExactly(3L);
    assertThat(all("b")).hasSize(1);
  }
}
