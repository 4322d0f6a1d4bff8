package io.vigie.server.dashboard;

import java.util.List;
import java.util.Optional;

/// What a list of dashboards says about one.
///
/// @param uid by which it is addressed
/// @param folder what it is listed under; empty for none
/// @param file where it was read, if it was a file
/// @param editable whether it can be saved in its place
public record DashboardEntry(
    String uid,
    String title,
    List<String> tags,
    String folder,
    Origin origin,
    Optional<String> file,
    boolean editable) {
  /// Where a dashboard comes from.
  public enum Origin {
    /// With this server.
    BUILT_IN("built-in"),
    /// From a folder that the configuration names.
    FILE("file"),
    /// Somebody imported it.
    IMPORTED("imported");

    private final String word;

    Origin(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public DashboardEntry {
    tags = List.copyOf(tags);
  }
}
