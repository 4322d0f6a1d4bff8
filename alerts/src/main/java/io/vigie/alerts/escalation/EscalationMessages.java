package io.vigie.alerts.escalation;

import io.vigie.alerts.oncall.OnCall;
import io.vigie.alerts.oncall.User;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whom a step of an escalation tells, and the messages for them.
final class EscalationMessages {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// The notification log keeps what was told for twice as long; the end must find it.
  private static final Duration REMEMBERED = Duration.ofDays(45);

  private EscalationMessages() {}

  /// Somebody to tell.
  ///
  /// @param user empty if a receiver is told as such
  /// @param address empty if the receiver knows it
  private record Recipient(String receiver, String user, String address) {}

  /// Everybody whom a level tells, each once.
  static List<Escalation.Told> told(
      EscalationPolicy policy, Escalation escalation, OnCall onCall, long nowMillis) {
    int round = escalation.step() / policy.levels().size();
    int level = escalation.step() % policy.levels().size();
    Set<Recipient> recipients = new LinkedHashSet<>();
    for (EscalationTarget target : policy.levels().get(level).targets()) {
      recipients.addAll(recipients(target, onCall, nowMillis));
    }
    List<Escalation.Told> told = new ArrayList<>();
    for (Recipient recipient : recipients) {
      told.add(
          new Escalation.Told(
              groupKey(policy, escalation, round, level, recipient),
              recipient.receiver(),
              routeLabels(policy, level, recipient)));
    }
    return told;
  }

  private static List<Recipient> recipients(
      EscalationTarget target, OnCall onCall, long nowMillis) {
    return switch (target) {
      case EscalationTarget.OfReceiver(String receiver) -> List.of(new Recipient(receiver, "", ""));
      case EscalationTarget.OfUser(String name) -> contacts(Optional.of(name), onCall);
      case EscalationTarget.OfSchedule(String name) ->
          contacts(
              Optional.ofNullable(onCall.schedules().get(name))
                  .flatMap(schedule -> schedule.userAt(nowMillis)),
              onCall);
    };
  }

  private static List<Recipient> contacts(Optional<String> name, OnCall onCall) {
    User user = name.map(onCall.users()::get).orElse(null);
    return user == null
        ? List.of()
        : user.contacts().stream()
            .map(contact -> new Recipient(contact.receiver(), user.name(), contact.address()))
            .toList();
  }

  /// Different for each message of an escalation, the same for its end.
  private static String groupKey(
      EscalationPolicy policy, Escalation escalation, int round, int level, Recipient recipient) {
    return "{}/{escalation=\"%s\"}:%s/%d/%d/%d/%s/%s"
        .formatted(
            policy.name(),
            escalation.groupLabels(),
            escalation.triggeredAtMillis(),
            round + 1,
            level + 1,
            recipient.user(),
            recipient.address());
  }

  private static Labels routeLabels(EscalationPolicy policy, int level, Recipient recipient) {
    Labels.Builder labels = Labels.builder();
    labels.set("escalation", policy.name()).set("level", Integer.toString(level + 1));
    if (!recipient.user().isEmpty()) {
      labels.set("user", recipient.user());
    }
    if (!recipient.address().isEmpty()) {
      labels.set("address", recipient.address());
    }
    return labels.build();
  }

  static Notification message(
      Escalation escalation, Escalation.Told told, List<Alert> alerts, long nowMillis) {
    Instant now = Instant.ofEpochMilli(nowMillis);
    return new Notification(
        told.groupKey(),
        told.receiver(),
        escalation.groupLabels(),
        told.routeLabels(),
        alerts,
        now,
        now.plus(PATIENCE),
        REMEMBERED,
        List.of(),
        List.of(),
        NotifyReason.UNKNOWN,
        Map.of());
  }
}
