package io.vigie.alerts.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.link.ActionLink.Action;
import io.vigie.alerts.link.SignedLinks.Reading;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryStateStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedLinksTest {
  private static final Labels A = Labels.of("alertname", "A", "job", "db");

  private final FakeClock clock = new FakeClock();
  private final InMemoryStateStore state = new InMemoryStateStore(clock);

  private ActionLink link() {
    return new ActionLink(Action.ACKNOWLEDGE, "abc", Labels.EMPTY, "ann", clock.millis() + 60_000);
  }

  @Test
  void aLinkIsReadBackUntilItExpiresAlsoAfterARestart() throws Exception {
    String token = SignedLinks.open(state).token(link());
    SignedLinks restarted = SignedLinks.open(state);
    assertThat(restarted.read(token, clock.millis())).isEqualTo(new Reading.Valid(link()));
    assertThat(restarted.read(token, clock.millis() + 60_000)).isEqualTo(new Reading.Expired());
  }

  @Test
  void noOtherCharacterMakesAnotherGoodLink() throws Exception {
    SignedLinks links = SignedLinks.open(state);
    String token = links.token(link());
    // The last character carries bits that no byte has.
    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      if (i == token.indexOf('.') - 1) {
        continue;
      }
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(links.read(changed, clock.millis())).as(changed).isEqualTo(new Reading.Forged());
    }
    assertThat(links.read("", 0)).isEqualTo(new Reading.Forged());
    assertThat(links.read(".", 0)).isEqualTo(new Reading.Forged());
    assertThat(links.read("x".repeat(100_000), 0)).isEqualTo(new Reading.Forged());
  }

  @Test
  void anotherServerHasAnotherKey() throws Exception {
    String token = SignedLinks.open(new InMemoryStateStore(clock)).token(link());
    assertThat(SignedLinks.open(state).read(token, clock.millis())).isEqualTo(new Reading.Forged());
  }

  private Notification notification(Labels groupLabels, Labels routeLabels) {
    Alert alert = new Alert(A, Labels.EMPTY, 0, Long.MAX_VALUE, "");
    return new Notification(
        "{}:{}",
        "ops",
        groupLabels,
        routeLabels,
        List.of(alert),
        clock.instant(),
        clock.instant(),
        Duration.ofHours(1),
        List.of(),
        List.of(),
        NotifyReason.FIRST_NOTIFICATION,
        Map.of());
  }

  @Test
  void templatesHaveLinksForTheMessageAndForEachAlert() throws Exception {
    SignedLinks links = SignedLinks.open(state);
    MessageTemplates templates =
        MessageTemplates.standard("http://vigie", clock)
            .withLinks(new MessageLinks(links, "http://vigie", Duration.ofHours(1), clock));
    String text =
        templates
            .message(notification(Labels.of("job", "db"), Labels.of("user", "ann")))
            .text(
                "{{ acknowledgeLink }} {{ range .Alerts }}{{ silenceLink .Fingerprint }}{{ end }}");
    String[] urls = text.split(" ", -1);
    assertThat(urls).allMatch(url -> url.startsWith("http://vigie/links/"));
    long expires = clock.millis() + 3_600_000;
    assertThat(read(links, urls[0]))
        .isEqualTo(new ActionLink(Action.ACKNOWLEDGE, "", Labels.of("job", "db"), "ann", expires));
    assertThat(read(links, urls[1]))
        .isEqualTo(
            new ActionLink(Action.SILENCE, Fingerprint.text(A), Labels.EMPTY, "ann", expires));
  }

  @Test
  void withoutGroupLabelsTheLinkIsAboutWhatAllAlertsShare() throws Exception {
    SignedLinks links = SignedLinks.open(state);
    String url =
        new MessageLinks(links, "http://vigie", Duration.ofHours(1), clock)
            .url(Action.ACKNOWLEDGE, notification(Labels.EMPTY, Labels.EMPTY), "");
    assertThat(read(links, url).labels()).isEqualTo(A);
    assertThat(read(links, url).who()).isEqualTo("ops");
  }

  private ActionLink read(SignedLinks links, String url) {
    String token = url.substring(url.lastIndexOf('/') + 1);
    return ((Reading.Valid) links.read(token, clock.millis())).link();
  }
}
