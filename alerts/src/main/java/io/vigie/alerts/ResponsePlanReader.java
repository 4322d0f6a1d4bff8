package io.vigie.alerts;

import io.vigie.alerts.escalation.EscalationLevel;
import io.vigie.alerts.escalation.EscalationPolicy;
import io.vigie.alerts.escalation.EscalationReader;
import io.vigie.alerts.escalation.EscalationTarget;
import io.vigie.alerts.mute.SilencePolicy;
import io.vigie.alerts.notify.MessageBudget;
import io.vigie.alerts.oncall.OnCall;
import io.vigie.alerts.oncall.OnCallReader;
import io.vigie.config.yaml.KeySuggestion;
import io.vigie.config.yaml.MappingReader;
import io.vigie.model.alert.SeverityScale;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Reads a [ResponsePlan] from the section `vigie`.
public final class ResponsePlanReader {
  /// The keys of the section that are read here.
  public static final Set<String> KEYS =
      Set.of("silences", "users", "schedules", "escalation", "budgets", "links");

  private ResponsePlanReader() {}

  /// @param section a reader of the section of its own
  /// @throws io.vigie.config.yaml.ConfigException if it makes no sense
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

  /// Refuses a plan that names receivers which there are not.
  ///
  /// @param receivers names of those of the alertmanager configuration
  /// @param section a reader of the section, to say where
  /// @throws io.vigie.config.yaml.ConfigException if it does
  public static void checkReceivers(
      ResponsePlan plan, Set<String> receivers, MappingReader section) {
    TreeMap<String, String> used = new TreeMap<>();
    plan.budgets().forEach(budget -> used.put(budget.receiver(), "budgets"));
    plan.onCall()
        .users()
        .values()
        .forEach(user -> user.contacts().forEach(contact -> used.put(contact.receiver(), "users")));
    for (EscalationPolicy policy : plan.policies()) {
      for (EscalationLevel level : policy.levels()) {
        for (EscalationTarget target : level.targets()) {
          if (target instanceof EscalationTarget.OfReceiver(String receiver)) {
            used.put(receiver, "escalation");
          }
        }
      }
    }
    if (!plan.silences().warnReceiver().isEmpty()) {
      used.put(plan.silences().warnReceiver(), "silences");
    }
    used.forEach((receiver, key) -> {
      if (!receivers.contains(receiver)) {
        throw section.error(
            key,
            "vigie.%s: undefined receiver \"%s\"%s"
                .formatted(key, receiver, KeySuggestion.suffix(receiver, receivers)));
      }
    });
  }
}
