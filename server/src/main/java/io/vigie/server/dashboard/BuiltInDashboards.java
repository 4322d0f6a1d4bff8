package io.vigie.server.dashboard;

import io.vigie.server.dashboard.DashboardEntry.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The dashboards that come with the server: resources beside this class. Read when first asked
/// for. Thread-safe.
final class BuiltInDashboards {
  /// Files in `ready/`; the uid of each is its name after `vigie-`.
  private static final List<String> NAMES =
      List.of("host", "http", "postgresql", "redis", "server");

  static final String FOLDER = "Vigie";

  private static final String PREFIX = "vigie-";

  private BuiltInDashboards() {}

  /// Holds the entries, made when first used.
  private static final class Entries {
    private static final Map<String, DashboardEntry> ALL = readAll();

    private static Map<String, DashboardEntry> readAll() {
      Map<String, DashboardEntry> entries = new LinkedHashMap<>();
      for (String name : NAMES) {
        DashboardDocument document = read(name);
        String uid = document.uid().orElseThrow();
        if (!uid.equals(PREFIX + name)) {
          throw new IllegalStateException(name + " has the uid " + uid);
        }
        entries.put(
            uid,
            new DashboardEntry(
                uid, document.title(), document.tags(), FOLDER, Origin.BUILT_IN, Optional.empty()));
      }
      return entries;
    }
  }

  static Map<String, DashboardEntry> entries() {
    return Entries.ALL;
  }

  static DashboardDocument document(String uid) {
    return read(uid.substring(PREFIX.length()));
  }

  private static DashboardDocument read(String name) {
    String path = "ready/" + name + ".json";
    try (InputStream in = BuiltInDashboards.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing from the build");
      }
      return DashboardDocument.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | DashboardException e) {
      throw new IllegalStateException(path + " cannot be read", e);
    }
  }
}
