package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which distribution this is (`/etc/os-release`, see `os-release(5)`).
record OsRelease(LinuxFiles files) implements HostSource {
  private static final List<String> FIELDS =
      List.of(
          "BUILD_ID",
          "ID",
          "ID_LIKE",
          "IMAGE_ID",
          "IMAGE_VERSION",
          "NAME",
          "PRETTY_NAME",
          "VARIANT",
          "VARIANT_ID",
          "VERSION",
          "VERSION_CODENAME",
          "VERSION_ID");
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)?");

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    Map<String, String> release =
        read(files.exists("etc/os-release") ? "etc/os-release" : "usr/lib/os-release");
    List<String> labels = new ArrayList<>();
    for (String field : FIELDS) {
      labels.add(field.toLowerCase(Locale.ROOT));
      labels.add(release.getOrDefault(field, ""));
    }
    out.gauge(
            "node_os_info",
            "A metric with a constant '1' value labeled by build_id, id, id_like, image_id,"
                + " image_version, name, pretty_name, variant, variant_id, version,"
                + " version_codename, version_id.")
        .add(1, labels.toArray(String[]::new));
    Matcher version = VERSION.matcher(release.getOrDefault("VERSION_ID", ""));
    if (version.lookingAt()) {
      out.gauge("node_os_version", "Metric containing the major.minor part of the OS version.")
          .add(
              Double.parseDouble(version.group()),
              "id",
              release.getOrDefault("ID", ""),
              "id_like",
              release.getOrDefault("ID_LIKE", ""),
              "name",
              release.getOrDefault("NAME", ""));
    }
  }

  private Map<String, String> read(String path) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : files.lines(path)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), unquote(line.substring(equals + 1).strip()));
      }
    }
    return values;
  }

  private static String unquote(String value) {
    boolean quoted =
        value.length() > 1
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
