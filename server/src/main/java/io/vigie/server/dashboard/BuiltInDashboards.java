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
  /// Dashboards that are listed together.
  ///
  /// @param files in `ready/`; the uid of each is its name after `vigie-`
  private record Folder(String name, List<String> files) {}

  private static final List<Folder> FOLDERS =
      List.of(
          new Folder("Vigie", List.of("host", "http", "postgresql", "redis", "server")),
          new Folder(
              "Metrics Service",
              List.of(
                  "metrics-service-system",
                  "metrics-service-business",
                  "metrics-service-application",
                  "metrics-service-alerts")),
          new Folder("Digitallz", List.of("digitallz-main", "digitallz-api", "digitallz-business")),
          new Folder("Event Planner", List.of("event-planner-core")),
          new Folder("Veza", List.of("veza")));

  private static final String PREFIX = "vigie-";

  private BuiltInDashboards() {}

  /// Holds the entries, made when first used.
  private static final class Entries {
    private static final Map<String, DashboardEntry> ALL = readAll();

    private static Map<String, DashboardEntry> readAll() {
      Map<String, DashboardEntry> entries = new LinkedHashMap<>();
      for (Folder folder : FOLDERS) {
        for (String file : folder.files()) {
          entries.put(PREFIX + file, entry(file, folder.name()));
        }
      }
      return entries;
    }

    private static DashboardEntry entry(String file, String folder) {
      DashboardDocument document = read(file);
      String uid = document.uid().orElseThrow();
      if (!uid.equals(PREFIX + file)) {
        throw new IllegalStateException(file + " has the uid " + uid);
      }
      return new DashboardEntry(
          uid, document.title(), document.tags(), folder, Origin.BUILT_IN, Optional.empty(), true);
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
