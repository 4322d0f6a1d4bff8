package io.vigie.alerts.link;

import io.vigie.alerts.link.ActionLink.Action;
import io.vigie.alerts.receiver.Notification;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.time.InstantSource;

/// The links that stand in a message. Thread-safe.
public final class MessageLinks {
  /// Path of the pages behind links, below the external URL.
  public static final String PATH = "/links/";

  private final SignedLinks links;
  private final String externalUrl;
  private final Duration expiry;
  private final InstantSource clock;

  /// @param externalUrl where people reach this server; no slash at its end
  /// @param expiry for how long a link can be used
  public MessageLinks(SignedLinks links, String externalUrl, Duration expiry, InstantSource clock) {
    this.links = links;
    this.externalUrl = externalUrl;
    this.expiry = expiry;
    this.clock = clock;
  }

  /// @param fingerprint of one alert; empty for all that the message is about
  /// @return empty if what the message is about has no label in common
  public String url(Action action, Notification message, String fingerprint) {
    Labels labels =
        message.groupLabels().isEmpty() ? message.commonLabels() : message.groupLabels();
    if (fingerprint.isEmpty() && labels.isEmpty()) {
      return "";
    }
    String user = message.routeLabels().get("user");
    ActionLink link =
        new ActionLink(
            action,
            fingerprint,
            fingerprint.isEmpty() ? labels : Labels.EMPTY,
            user.isEmpty() ? message.receiver() : user,
            clock.instant().plus(expiry).toEpochMilli());
    return externalUrl + PATH + links.token(link);
  }
}
