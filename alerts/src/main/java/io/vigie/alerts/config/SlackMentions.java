package io.vigie.alerts.config;

import io.vigie.alerts.config.receiver.SlackConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `@here` in a message to Slack: it stands there as text, and nobody's phone rings.
final class SlackMentions {
  private static final Pattern WRITTEN_OUT =
      Pattern.compile("(?<![\\w<!/])@(here|channel|everyone)\\b");

  private SlackMentions() {}

  /// One sentence for each receiver.
  static List<String> in(List<ReceiverConfig> receivers) {
    List<String> doubts = new ArrayList<>();
    for (ReceiverConfig receiver : receivers) {
      receiver.integrations().stream()
          .filter(SlackConfig.class::isInstance)
          .map(SlackConfig.class::cast)
          .filter(slack -> !slack.linkNames())
          .flatMap(SlackMentions::texts)
          .map(WRITTEN_OUT::matcher)
          .filter(Matcher::find)
          .map(found ->
              "the receiver %s says %s to Slack, which is only text there: write <!%s>"
                  .formatted(receiver.name(), found.group(), found.group(1)))
          .findFirst()
          .ifPresent(doubts::add);
    }
    return doubts;
  }

  private static Stream<String> texts(SlackConfig slack) {
    return Stream.of(slack.pretext(), slack.title(), slack.text(), slack.messageText());
  }
}
