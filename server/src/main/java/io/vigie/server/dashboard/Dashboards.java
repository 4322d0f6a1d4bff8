package io.vigie.server.dashboard;

import io.vigie.model.state.StateStore;
import io.vigie.model.time.Ticker;
import io.vigie.server.dashboard.DashboardEntry.Origin;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// All dashboards. Where several have the same uid, a file goes before what was imported, and both
/// before what came with the server.
///
/// Thread-safe.
public final class Dashboards {
  private static final int MAX_IMPORTED = 1_000;
  private static final int MAX_FOLDER = 200;
  private static final Comparator<DashboardEntry> ORDER =
      Comparator.comparing(DashboardEntry::folder, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(DashboardEntry::title, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(DashboardEntry::uid);

  private final FolderDashboards folders;
  private final ImportedDashboards imported;

  public Dashboards(StateStore state, Ticker ticker) {
    this.folders = new FolderDashboards(ticker);
    this.imported = new ImportedDashboards(state);
  }

  /// What there is.
  ///
  /// @param entries by folder, then by title
  /// @param problems files that are left out, and why
  public record Listing(List<DashboardEntry> entries, List<DashboardProblem> problems) {
    public Listing {
      entries = List.copyOf(entries);
      problems = List.copyOf(problems);
    }
  }

  /// A dashboard with what a list says of it.
  public record Found(DashboardEntry entry, DashboardDocument document) {}

  /// Takes up the folders of a configuration; what they hold is looked at when it is asked for.
  public void use(List<DashboardFolder> next) {
    folders.use(next);
  }

  /// @throws IOException if what was imported cannot be read now
  public Listing list() throws IOException {
    FolderDashboards.Found files = folders.look();
    List<DashboardEntry> entries = byUid(files).values().stream().sorted(ORDER).toList();
    return new Listing(entries, files.problems());
  }

  private Map<String, DashboardEntry> byUid(FolderDashboards.Found files) throws IOException {
    Map<String, DashboardEntry> all = new LinkedHashMap<>(BuiltInDashboards.entries());
    all.putAll(imported.entries());
    all.putAll(files.entries());
    return all;
  }

  /// @throws IOException if it cannot be read now
  /// @throws DashboardException if its file has become something else
  public Optional<Found> get(String uid) throws IOException, DashboardException {
    DashboardEntry entry = byUid(folders.look()).get(uid);
    if (entry == null) {
      return Optional.empty();
    }
    return switch (entry.origin()) {
      case BUILT_IN -> Optional.of(new Found(entry, BuiltInDashboards.document(uid)));
      case FILE -> Optional.of(new Found(entry, FolderDashboards.read(entry)));
      case IMPORTED -> imported.document(uid).map(document -> new Found(entry, document));
    };
  }

  /// Keeps a dashboard.
  ///
  /// @param overwrite whether an imported one with the same uid may be replaced
  /// @throws DashboardException if it may not be kept, with the reason
  /// @throws IOException if it could not be made durable
  public synchronized DashboardEntry put(
      DashboardDocument document, String folder, boolean overwrite)
      throws IOException, DashboardException {
    if (folder.length() > MAX_FOLDER) {
      throw new DashboardException(
          "the name of the folder is longer than " + MAX_FOLDER + " characters");
    }
    Map<String, DashboardEntry> kept = imported.entries();
    String uid = document.uid().orElseGet(() -> UUID.randomUUID().toString());
    refuseIfTaken(uid, kept, overwrite);
    DashboardEntry entry =
        new DashboardEntry(
            uid,
            document.title(),
            document.tags(),
            folder.strip(),
            Origin.IMPORTED,
            Optional.empty());
    imported.put(entry, document);
    return entry;
  }

  private void refuseIfTaken(String uid, Map<String, DashboardEntry> kept, boolean overwrite)
      throws DashboardException {
    DashboardEntry file = folders.look().entries().get(uid);
    if (file != null) {
      throw new DashboardException(
          "the uid "
              + uid
              + " belongs to the file "
              + file.file().orElse("")
              + ": change that file, or give the dashboard another uid");
    }
    DashboardEntry same = kept.get(uid);
    if (same != null && !overwrite) {
      throw new DashboardException(
          "a dashboard with the uid "
              + uid
              + " is there already, \""
              + same.title()
              + "\": set overwrite to replace it");
    }
    if (same == null && kept.size() >= MAX_IMPORTED) {
      throw new DashboardException(
          "there are " + MAX_IMPORTED + " imported dashboards, the most there can be: delete some");
    }
  }

  /// Forgets an imported dashboard; false if there is none with that uid.
  ///
  /// @throws IOException if the change could not be made durable
  public synchronized boolean remove(String uid) throws IOException {
    if (!imported.entries().containsKey(uid)) {
      return false;
    }
    imported.remove(uid);
    return true;
  }
}
