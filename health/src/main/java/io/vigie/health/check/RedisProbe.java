package io.vigie.health.check;

import io.vigie.health.HealthState;
import io.vigie.outbound.redis.RedisClient;
import io.vigie.outbound.redis.RedisReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Asks a Redis server for `PONG`.
record RedisProbe(CheckTarget.Redis target, Duration timeout) implements Probe {
  @Override
  public Seen look() {
    try (RedisClient redis = RedisClient.connect(target.address(), timeout)) {
      RedisReply reply = redis.ask("PING");
      if (reply instanceof RedisReply.Refused(String message)) {
        String phase =
            message.startsWith("NOAUTH") || message.startsWith("NOPERM") ? "credentials" : "answer";
        return Seen.bad(phase, "PING is refused: " + message);
      }
      return reply.text().equals("PONG")
          ? Seen.well(HealthState.HEALTHY, Map.of())
          : Seen.bad("answer", "PING was not answered with PONG");
    } catch (IOException e) {
      return Seen.bad("connect", String.valueOf(e.getMessage()));
    }
  }
}
