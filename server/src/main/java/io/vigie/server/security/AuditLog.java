package io.vigie.server.security;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Who changed what, when and from where, in the catalog's log of events. Thread-safe.
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final String KIND = "audit";
  private static final Duration FORGET_EVERY = Duration.ofHours(6);
  private static final int MAX_TEXT = 4000;

  private final EventLog events;
  private final InstantSource clock;
  private final AtomicLong forgetDueMillis = new AtomicLong(Long.MIN_VALUE);
  private volatile Duration retention = SecurityConfig.DEFAULT.auditRetention();

  AuditLog(EventLog events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  void keepFor(Duration time) {
    retention = time;
  }

  /// One change.
  ///
  /// @param timestampMillis milliseconds since the epoch
  /// @param user who; empty for whoever is on this machine
  /// @param address from where
  /// @param action such as `PUT /api/users/{name}`
  /// @param object to what, such as a path
  /// @param before what it was, as JSON or another text; empty if that is not known
  /// @param after what it is, likewise
  public record Change(
      long timestampMillis,
      String user,
      String address,
      String action,
      String object,
      String before,
      String after) {}

  /// Writes down a change that was made. That this fails is told in the log only, as the change is
  /// made already.
  public void record(
      String user, String address, String action, String object, String before, String after) {
    ObjectNode value = JsonMapper.shared().createObjectNode();
    value.put("before", shortened(before));
    value.put("after", shortened(after));
    Labels labels = Labels.of("user", user, "address", address, "action", action, "object", object);
    try {
      events.append(List.of(new StateEvent(clock.millis(), KIND, labels, value.toString())));
      forgetOld();
    } catch (IOException e) {
      LOG.error(
          "{} of {} by {} from {} is not in the audit log: {}",
          action,
          object,
          user,
          address,
          e.getMessage());
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  private void forgetOld() throws IOException {
    long now = clock.millis();
    long due = forgetDueMillis.get();
    if (now >= due && forgetDueMillis.compareAndSet(due, now + FORGET_EVERY.toMillis())) {
      events.forgetBefore(KIND, now - retention.toMillis());
    }
  }

  /// Changes within a span of time whose user, address, action and object match, newest first.
  ///
  /// @throws IOException if they cannot be read now
  public List<Change> query(TimeRange range, List<LabelMatcher> matchers, int limit)
      throws IOException {
    return events.query(KIND, range, matchers, limit).stream().map(AuditLog::change).toList();
  }

  private static Change change(StateEvent event) {
    JsonNode value = JsonMapper.shared().readTree(event.value());
    Labels labels = event.labels();
    return new Change(
        event.timestampMillis(),
        labels.get("user"),
        labels.get("address"),
        labels.get("action"),
        labels.get("object"),
        value.path("before").asString(""),
        value.path("after").asString(""));
  }
}
