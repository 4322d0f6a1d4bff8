package io.vigie.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private final Source source = new Source();
  private int maxClients = 10;
  private final LiveFeed feed =
      new LiveFeed(
          source,
          () -> new LiveSettings(Duration.ofSeconds(5), maxClients),
          Ticker.system(),
          Meters.NONE);

  /// Counts how often it was asked.
  private static final class Source implements LiveSource {
    private final List<Alert> alerts = new ArrayList<>();
    private int asked;

    @Override
    public String state(Topic topic) {
      asked++;
      return "{\"n\":" + asked + "}";
    }

    @Override
    public List<Alert> alerts() {
      return List.copyOf(alerts);
    }
  }

  private record Firing(String id, String version) implements LiveSource.Alert {
    @Override
    public String json(boolean ended) {
      return "{\"id\":\"%s\",\"version\":\"%s\",\"ended\":%s}".formatted(id, version, ended);
    }
  }

  private Subscription subscribe(Topic... topics) {
    return feed.subscribe(Set.of(topics)).orElseThrow();
  }

  private static List<String> heard(Subscription subscription) {
    List<String> heard = new ArrayList<>();
    Optional<LiveEvent> event = subscription.poll();
    while (event.isPresent()) {
      heard.add(event.get().topic().word() + event.get().json());
      event = subscription.poll();
    }
    return heard;
  }

  @Test
  void whoSaysNothingHearsEverything() {
    Subscription all = subscribe();
    feed.publishStates();
    assertThat(heard(all))
        .containsExactly(
            "metrics{\"n\":1}", "health{\"n\":2}", "system{\"n\":3}", "business{\"n\":4}");
  }

  @Test
  void everybodyHearsTheSameAndTheSourceIsAskedOnce() {
    Subscription one = subscribe(Topic.SYSTEM);
    Subscription other = subscribe(Topic.SYSTEM);
    feed.publishStates();
    assertThat(heard(one)).isEqualTo(heard(other)).hasSize(1);
    assertThat(source.asked).isEqualTo(1);
  }

  @Test
  void whatNobodyHearsIsNotLookedAtUntilSomebodyDoes() {
    Subscription one = subscribe(Topic.HEALTH);
    feed.publishStates();
    feed.publishNewlyHeard();
    assertThat(source.asked).isEqualTo(1);
    Subscription other = subscribe(Topic.HEALTH, Topic.SYSTEM);
    feed.publishNewlyHeard();
    assertThat(heard(one)).containsExactly("health{\"n\":1}");
    assertThat(heard(other)).containsExactly("health{\"n\":1}", "system{\"n\":2}");
    other.close();
    feed.publishStates();
    assertThat(heard(subscribe(Topic.SYSTEM))).isEmpty();
  }

  @Test
  void aSlowListenerHearsOnlyTheNewestState() {
    Subscription slow = subscribe(Topic.METRICS);
    for (int i = 0; i < 1_000; i++) {
      feed.publishStates();
    }
    assertThat(heard(slow)).containsExactly("metrics{\"n\":1000}");
  }

  @Test
  void alertsAreToldAsTheyBeginChangeAndEnd() {
    Subscription listener = subscribe(Topic.ALERT);
    source.alerts.add(new Firing("a", "new"));
    feed.publishAlerts();
    feed.publishAlerts();
    assertThat(heard(listener))
        .containsExactly("alert{\"id\":\"a\",\"version\":\"new\",\"ended\":false}");
    source.alerts.set(0, new Firing("a", "acknowledged"));
    feed.publishAlerts();
    source.alerts.set(0, new Firing("b", "new"));
    feed.publishAlerts();
    assertThat(heard(listener))
        .containsExactly(
            "alert{\"id\":\"a\",\"version\":\"acknowledged\",\"ended\":true}",
            "alert{\"id\":\"b\",\"version\":\"new\",\"ended\":false}");
  }

  @Test
  void whoComesLaterHearsHowThingsAreAtOnce() {
    source.alerts.add(new Firing("a", "new"));
    var _ = subscribe();
    feed.publishStates();
    feed.publishAlerts();
    assertThat(heard(subscribe())).hasSize(5);
  }

  @Test
  void manyAlertsThatFireAlreadyAreNotAllTold() {
    IntStream.range(0, 5_000).forEach(i -> source.alerts.add(new Firing("a" + i, "")));
    Subscription listener = subscribe(Topic.ALERT);
    feed.publishAlerts();
    assertThat(heard(listener)).hasSize(100).first().asString().contains("\"a0\"");
  }

  @Test
  void howMuchWaitsForOneWhoDoesNotListenIsBounded() {
    Subscription deaf = subscribe(Topic.ALERT);
    feed.publishAlerts();
    IntStream.range(0, 3_000).forEach(i -> source.alerts.add(new Firing("a" + i, "")));
    feed.publishAlerts();
    List<String> heard = heard(deaf);
    assertThat(heard).hasSize(Subscription.MAX_WAITING);
    assertThat(heard.getLast()).contains("\"a2999\"");
  }

  @Test
  void theFirstTypeSubscribedToNarrowsTheRestAndAlertsAreHeardAnyway() {
    Subscription listener = subscribe();
    assertThat(listener.subscribe("system")).isTrue();
    assertThat(listener.topics()).containsExactly(Topic.METRICS, Topic.ALERT, Topic.SYSTEM);
    assertThat(listener.subscribe("health")).isTrue();
    assertThat(listener.unsubscribe("metrics")).isTrue();
    assertThat(listener.topics()).containsExactly(Topic.ALERT, Topic.HEALTH, Topic.SYSTEM);
    assertThat(listener.subscribe("nonsense")).isFalse();
    assertThat(listener.unsubscribe("nonsense")).isFalse();
    assertThat(Topic.unknown("nonsense")).contains("nonsense", "business");
  }

  @Test
  void moreThanTheLimitAreRefusedUntilOneGoes() {
    maxClients = 1;
    Subscription first = subscribe();
    assertThat(feed.subscribe(Set.of())).isEmpty();
    first.close();
    assertThat(feed.subscribe(Set.of())).isPresent();
  }

  @Test
  void whenTheFeedEndsSoDoesWaiting() throws Exception {
    Subscription listener = subscribe();
    feed.close();
    assertThat(listener.take(Duration.ofMinutes(1))).isEmpty();
    assertThat(listener.isOpen()).isFalse();
    assertThat(feed.subscribe(Set.of())).isEmpty();
  }

  @Test
  void aSourceThatFailsDoesNotEndTheFeed() {
    LiveFeed broken =
        new LiveFeed(
            new LiveSource() {
              @Override
              public String state(Topic topic) {
                if (topic == Topic.METRICS) {
                  throw new IllegalStateException("the store is closed");
                }
                return "{}";
              }

              @Override
              public List<Alert> alerts() {
                throw new IllegalStateException("the store is closed");
              }
            },
            () -> LiveSettings.DEFAULT,
            Ticker.system(),
            Meters.NONE);
    Subscription listener = broken.subscribe(Set.of()).orElseThrow();
    broken.publishStates();
    broken.publishAlerts();
    assertThat(heard(listener)).containsExactly("health{}", "system{}", "business{}");
  }
}
