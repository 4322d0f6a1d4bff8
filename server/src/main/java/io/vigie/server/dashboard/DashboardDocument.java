package io.vigie.server.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A dashboard in Grafana's JSON, without the wrapper of Grafana's API. Immutable by convention:
/// nobody changes the tree.
public final class DashboardDocument {
  /// Several times the largest dashboards that are passed around.
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_TITLE = 500;
  private static final int MAX_TAGS = 100;
  private static final int VERSION_BYTES = 12;
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  private final ObjectNode json;

  private DashboardDocument(ObjectNode json) {
    this.json = json;
  }

  /// @throws DashboardException if the text is no dashboard
  public static DashboardDocument parse(String text) throws DashboardException {
    try {
      return of(JsonMapper.shared().readTree(text));
    } catch (JacksonException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new DashboardException("not JSON" + place + ": " + e.getOriginalMessage(), e);
    }
  }

  /// @throws DashboardException if the tree is no dashboard
  public static DashboardDocument of(JsonNode tree) throws DashboardException {
    JsonNode inner = tree.path("dashboard");
    JsonNode found = inner.isObject() ? inner : tree;
    if (!(found instanceof ObjectNode object)) {
      throw new DashboardException("not a dashboard: expected a JSON object");
    }
    if (object.path("elements").isObject() || object.path("spec").isObject()) {
      throw new DashboardException(
          "written in Grafana's second format of dashboards: export it in the classic format");
    }
    if (!object.path("panels").isArray() && !object.path("rows").isArray()) {
      throw new DashboardException("not a dashboard: it has neither panels nor rows");
    }
    return new DashboardDocument(object);
  }

  /// The identity that it names itself, if it names one that can stand in an address.
  Optional<String> uid() {
    return Optional.of(json.path("uid").asString("")).filter(uid -> UID.matcher(uid).matches());
  }

  public String title() {
    String title = json.path("title").asString("").strip();
    String shown = title.isEmpty() ? "Untitled" : title;
    return shown.length() <= MAX_TITLE ? shown : shown.substring(0, MAX_TITLE);
  }

  List<String> tags() {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : json.path("tags")) {
      if (tag.isString() && tags.size() < MAX_TAGS) {
        tags.add(tag.asString());
      }
    }
    return tags;
  }

  public JsonNode json() {
    return json;
  }

  String text() {
    return json.toString();
  }

  /// Changes with the content, and with nothing else.
  public String version() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The same under another uid.
  DashboardDocument withUid(String uid) {
    return new DashboardDocument(json.deepCopy().put("uid", uid));
  }
}
