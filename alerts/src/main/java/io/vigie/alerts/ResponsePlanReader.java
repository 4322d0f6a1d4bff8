package io.vigie.alerts;

import io.vigie.alerts.escalation.EscalationReader;
import io.vigie.alerts.mute.SilencePolicy;
import io.vigie.alerts.notify.MessageBudget;
import io.vigie.alerts.oncall.OnCall;
import io.vigie.alerts.oncall.OnCallReader;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.KeySuggestion;
import io.vigie.config.yaml.MappingReader;
import io.vigie.model.alert.SeverityScale;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a [ResponsePlan] from the section `vigie`.
public final class ResponsePlanReader {
  /// The keys of the section that are read here.
  public static final Set<String> KEYS =
      Set.of("silences", "users", "schedules", "escalation", "budgets", "links");

  private ResponsePlanReader() {}

  /// @param section a reader of the section of its own
  /// @throws ConfigException if it makes no sense
  public static ResponsePlan read(MappingReader section, SeverityScale scale) {
    OnCall onCall = OnCallReader.read(section);
    return new ResponsePlan(
        section.optionalMapping("silences").map(SilencePolicy::read).orElse(SilencePolicy.DEFAULT),
        onCall,
        EscalationReader.read(section, onCall, scale),
        budgets(section, scale),
        linkExpiry(section.mapping("links")),
        scale);
  }

  private static List<MessageBudget> budgets(MappingReader section, SeverityScale scale) {
    Set<String> receivers = new HashSet<>();
    List<MessageBudget> budgets =
        section.list("budgets", "empty or null budget", reader -> budget(reader, scale));
    for (MessageBudget budget : budgets) {
      if (!receivers.add(budget.receiver())) {
        throw section.error("budgets", "there are two budgets of receiver " + budget.receiver());
      }
    }
    return budgets;
  }

  private static MessageBudget budget(MappingReader reader, SeverityScale scale) {
    MessageBudget budget =
        new MessageBudget(
            reader.string("receiver"),
            (int) reader.wholeNumber("messages", 10, 1, 1_000_000),
            reader.duration("window", Duration.ofHours(1)),
            reader.string("exempt"));
    reader.finish();
    if (budget.receiver().isEmpty()) {
      throw reader.error("a budget needs a receiver of the alertmanager configuration");
    }
    if (!budget.window().isPositive()) {
      throw reader.error("window", "window: must be longer than nothing, such as 1h");
    }
    if (!budget.exempt().isEmpty() && !scale.knows(budget.exempt())) {
      throw reader.error(
          "exempt",
          "exempt: \""
              + budget.exempt()
              + "\" is not on the scale of severities"
              + KeySuggestion.suffix(budget.exempt(), scale.words()));
    }
    return budget;
  }

  private static Duration linkExpiry(MappingReader reader) {
    Duration expiry = reader.duration("expire_after", ResponsePlan.NONE.linkExpiry());
    reader.finish();
    if (!expiry.isPositive()) {
      throw reader.error("expire_after", "expire_after: must be longer than nothing, such as 24h");
    }
    return expiry;
  }

  /// What is wrong with receivers that the section names, each with its place: there is none of
  /// that name.
  ///
  /// @param section a reader of the section, which [#read] has taken
  /// @param receivers names of those of the alertmanager configuration
  public static List<ConfigException> undefinedReceivers(
      MappingReader section, Set<String> receivers) {
    return ReceiverReferences.undefined(section, receivers);
  }
}
