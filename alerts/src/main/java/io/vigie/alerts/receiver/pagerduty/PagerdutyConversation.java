package io.vigie.alerts.receiver.pagerduty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.alerts.config.receiver.PagerdutyConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.message.TemplatedValues;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.GroupHash;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Triggers and resolves an incident per group. A service key means the older API, whose rate limit
/// is status 403; with a routing key it is 429.
public final class PagerdutyConversation implements HttpConversation {
  private static final String V1_URL =
      "https://events.pagerduty.com/generic/2010-04-15/create_event.json";
  private static final int MAX_EVENT_BYTES = 512_000;
  private static final int MAX_V1_DESCRIPTION = 1024;
  private static final int MAX_V2_SUMMARY = 1024;
  private static final String REMOVED =
      "Custom details have been removed because the original event exceeds the maximum size of"
          + " 512KB";

  private final PagerdutyConfig config;
  private final String v1Url;

  public PagerdutyConversation(PagerdutyConfig config) {
    this(config, V1_URL);
  }

  PagerdutyConversation(PagerdutyConfig config, String v1Url) {
    this.config = config;
    this.v1Url = v1Url;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    String type = notification.status().equals("firing") ? "trigger" : "resolve";
    Map<String, Object> details = new LinkedHashMap<>();
    config
        .details()
        .forEach((key, value) -> details.put(key, TemplatedValues.expand(value, message)));
    boolean v1 = config.serviceKey().isConfigured();
    String key = message.text((v1 ? config.serviceKey() : config.routingKey()).read().reveal());
    if (key.isEmpty()) {
      String name = v1 ? "service key" : "routing key";
      return new Refused(Failure.OTHER, name + " cannot be empty");
    }
    String dedupKey = GroupHash.of(notification);
    Map<String, Object> event =
        v1
            ? v1Event(message, type, key, dedupKey, details)
            : v2Event(message, type, key, dedupKey, details);
    if (Json.text(event).getBytes(UTF_8).length > MAX_EVENT_BYTES) {
      details.clear();
      details.put("error", REMOVED);
    }
    OutboundResponse response = sender.post(v1 ? v1Url : config.url().toString(), event);
    return Answers.byStatus(response, details(response), v1 ? 403 : 429);
  }

  private Map<String, Object> v1Event(
      Message message, String type, String key, String incident, Map<String, Object> details) {
    boolean triggers = type.equals("trigger");
    Map<String, Object> event =
        Json.withoutEmpty(
            "service_key",
            key,
            "incident_key",
            incident,
            "event_type",
            type,
            "description",
            Truncation.toCharacters(message.text(config.description()), MAX_V1_DESCRIPTION),
            "client",
            triggers ? message.text(config.client()) : "",
            "client_url",
            triggers ? message.text(config.clientUrl()) : "");
    event.put("details", details);
    return event;
  }

  private Map<String, Object> v2Event(
      Message message, String type, String key, String dedupKey, Map<String, Object> details) {
    Map<String, Object> event =
        Json.withoutEmpty(
            "routing_key", key,
            "dedup_key", dedupKey,
            "event_action", type,
            "client", message.text(config.client()),
            "client_url", message.text(config.clientUrl()),
            "images", images(message),
            "links", links(message));
    event.put("payload", payload(message, details));
    return event;
  }

  private Map<String, Object> payload(Message message, Map<String, Object> details) {
    String severity = config.severity().isEmpty() ? "error" : config.severity();
    Map<String, Object> payload =
        Json.object(
            "summary", Truncation.toCharacters(message.text(config.description()), MAX_V2_SUMMARY),
            "source", message.text(config.source()),
            "severity", message.text(severity));
    payload.putAll(
        Json.withoutEmpty(
            "class", message.text(config.eventClass()),
            "component", message.text(config.component()),
            "group", message.text(config.group())));
    payload.put("custom_details", details);
    return payload;
  }

  private List<Map<String, Object>> images(Message message) {
    return config.images().stream()
        .map(image ->
            Json.object(
                "src", message.text(image.src()),
                "alt", message.text(image.alt()),
                "href", message.text(image.href())))
        .filter(image -> !Objects.equals(image.get("src"), ""))
        .toList();
  }

  private List<Map<String, Object>> links(Message message) {
    return config.links().stream()
        .map(link ->
            Json.object("href", message.text(link.href()), "text", message.text(link.text())))
        .filter(link -> !Objects.equals(link.get("href"), ""))
        .toList();
  }

  private static String details(OutboundResponse response) {
    JsonNode answer = response.status() == 400 ? Json.read(response.text()) : Json.read("");
    return answer.isObject()
        ? answer.path("message").asString("")
            + ": "
            + StreamSupport.stream(answer.path("errors").spliterator(), false)
                .map(error -> error.asString(""))
                .collect(Collectors.joining(","))
        : "";
  }
}
