package io.vigie.ingest.scrape;

import io.vigie.model.metric.Labels;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Path and query of a target's URL, written as Go's `net/url` does.
final class ScrapeQuery {
  private static final String UNESCAPED_IN_PATH = "-_.~$&+,/:;=@";

  private ScrapeQuery() {}

  /// The query of the job's parameters; a label `__param_<name>` replaces the first value.
  static String encode(Map<String, List<String>> params, Labels labels, String labelPrefix) {
    Map<String, List<String>> all = new TreeMap<>();
    params.forEach((name, values) -> all.put(name, new ArrayList<>(values)));
    labels.forEach((name, value) -> {
      if (name.startsWith(labelPrefix)) {
        setFirst(
            all.computeIfAbsent(name.substring(labelPrefix.length()), _ -> new ArrayList<>()),
            value);
      }
    });
    List<String> pairs = new ArrayList<>();
    all.forEach(
        (name, values) -> values.forEach(value -> pairs.add(escape(name) + "=" + escape(value))));
    return String.join("&", pairs);
  }

  private static void setFirst(List<String> values, String value) {
    if (values.isEmpty()) {
      values.add(value);
    } else {
      values.set(0, value);
    }
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  static String encodePath(String path) {
    StringBuilder encoded = new StringBuilder(path.startsWith("/") || path.isEmpty() ? "" : "/");
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNESCAPED_IN_PATH.indexOf(c) >= 0;
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
