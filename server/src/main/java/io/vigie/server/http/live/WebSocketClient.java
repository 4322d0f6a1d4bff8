package io.vigie.server.http.live;

import io.vigie.server.http.JsonText;
import io.vigie.server.http.SocketChannel;
import io.vigie.server.http.SocketRoute;
import io.vigie.server.live.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One connection to `/ws`, with a thread that sends.
final class WebSocketClient implements SocketRoute.Listener {
  private static final Duration PING_EVERY = Duration.ofSeconds(20);

  private final Subscription subscription;
  private final SocketChannel channel;
  private final Permit permit;
  private final Outbox outbox = new Outbox(WebSocketApi::message);

  WebSocketClient(Subscription subscription, SocketChannel channel, Permit permit) {
    this.subscription = subscription;
    this.channel = channel;
    this.permit = permit;
    outbox.attach(subscription);
  }

  void start() {
    Thread.ofVirtual().name("websocket-sender").start(this::send);
  }

  private void send() {
    try {
      while (subscription.isOpen() && permit.holds()) {
        Optional<String> message = outbox.next(PING_EVERY);
        if (message.isPresent()) {
          channel.send(message.get());
        } else if (subscription.isOpen()) {
          channel.ping();
        }
      }
      if (permit.holds()) {
        channel.close(SocketChannel.Reason.GOING_AWAY, "");
      } else {
        channel.close(SocketChannel.Reason.NOT_ALLOWED, "the credential does not hold any more");
      }
    } catch (IOException | InterruptedException e) {
      channel.close(SocketChannel.Reason.FAILED, "");
    } finally {
      closed();
    }
  }

  @Override
  public void received(String text) {
    try {
      JsonNode message = JsonMapper.shared().readTree(text);
      Commands.obey(message.path("event").asString(""), message.path("data"), subscription)
          .ifPresent(this::complain);
    } catch (JacksonException e) {
      complain("the message is not JSON: " + e.getOriginalMessage());
    }
  }

  private void complain(String problem) {
    boolean waits =
        outbox.answer(
            JsonText.of(json -> {
              json.beginObject().name("event").string("error").name("data").beginObject();
              json.name("message").string(problem).endObject().endObject();
            }));
    if (!waits) {
      closed();
    }
  }

  @Override
  public void closed() {
    subscription.close();
    outbox.close();
  }
}
