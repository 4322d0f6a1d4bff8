package io.vigie.alerts.receiver.http;

import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.receiver.Integration;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundException;
import io.vigie.template.TemplateException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// An integration that speaks HTTP: the conversation is the receiver's own; expanding templates,
/// deadlines and failures are the same for all.
public final class HttpIntegration implements Integration {
  private final HttpConversation conversation;
  private final OutboundClient client;
  private final MessageTemplates templates;
  private final InstantSource clock;
  private final Duration timeout;

  /// @param client made for the settings; closed with this
  /// @param timeout of each request; zero for none of its own
  public HttpIntegration(
      HttpConversation conversation,
      OutboundClient client,
      MessageTemplates templates,
      InstantSource clock,
      Duration timeout) {
    this.conversation = conversation;
    this.client = client;
    this.templates = templates;
    this.clock = clock;
    this.timeout = timeout;
  }

  @Override
  public Outcome notify(Notification notification) {
    HttpSender sender = new HttpSender(client, clock, notification.deadline(), timeout);
    try {
      return conversation.hold(templates.message(notification), notification, sender);
    } catch (OutboundException e) {
      return new Retry(failure(e), String.valueOf(e.getMessage()));
    } catch (IOException | TemplateException e) {
      return new Refused(Failure.OTHER, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // The text of the exception may hold the address, which may be secret.
      return new Refused(Failure.CLIENT_ERROR, "the receiver's url is not an address");
    }
  }

  private static Failure failure(OutboundException e) {
    return switch (e.kind()) {
      case TIMEOUT -> Failure.CONTEXT_DEADLINE_EXCEEDED;
      case CANCELLED -> Failure.CONTEXT_CANCELED;
      default -> Failure.OTHER;
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
