package io.vigie.server.dashboard;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateStore;
import io.vigie.model.time.Ticker;
import io.vigie.server.dashboard.DashboardEntry.Origin;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private static final Comparator<DashboardEntry> ORDER =
      Comparator.comparing(DashboardEntry::folder, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(DashboardEntry::title, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(DashboardEntry::uid);

  private final FolderDashboards folders;
  private final ImportedDashboards imported;
  private final DashboardHistory history;
  private final StateStore state;
  private final InstantSource clock;

  public Dashboards(StateStore state, Ticker ticker, InstantSource clock) {
    this.folders = new FolderDashboards(ticker);
    this.imported = new ImportedDashboards(state);
    this.history = new DashboardHistory(state);
    this.state = state;
    this.clock = clock;
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

  /// Keeps a dashboard: one of an editable folder in its file, all others behind the state door.
  ///
  /// @throws DashboardConflictException if somebody else saved it since its base version
  /// @throws DashboardException if it may not be kept, with the reason
  /// @throws IOException if it could not be made durable
  public synchronized DashboardEntry put(DashboardDocument given, DashboardSave save)
      throws IOException, DashboardException {
    save.check();
    String uid = given.uid().orElseGet(() -> UUID.randomUUID().toString());
    DashboardDocument document = given.uid().isPresent() ? given : given.withUid(uid);
    Optional<Found> before = get(uid);
    refuseIfChanged(uid, before, save);
    DashboardEntry file = folders.look().entries().get(uid);
    if (file != null && file.editable() && save.baseVersion().isPresent()) {
      return putFile(file, before.map(Found::document), document, save);
    }
    refuseIfTaken(uid, imported.entries(), save.overwrite());
    DashboardEntry entry =
        new DashboardEntry(
            uid,
            document.title(),
            document.tags(),
            save.folder().strip(),
            Origin.IMPORTED,
            Optional.empty(),
            true);
    List<StateChange> changes = new ArrayList<>(ImportedDashboards.putting(entry, document));
    changes.addAll(history.adding(uid, before.map(Found::document), document, saved(save)));
    state.apply(changes);
    return entry;
  }

  private DashboardHistory.Saved saved(DashboardSave save) {
    return new DashboardHistory.Saved(clock.instant(), save.savedBy(), save.message());
  }

  private DashboardEntry putFile(
      DashboardEntry file,
      Optional<DashboardDocument> before,
      DashboardDocument document,
      DashboardSave save)
      throws IOException, DashboardException {
    folders.write(file, document);
    state.apply(history.adding(file.uid(), before, document, saved(save)));
    return Optional.ofNullable(folders.look().entries().get(file.uid())).orElse(file);
  }

  private static void refuseIfChanged(String uid, Optional<Found> before, DashboardSave save)
      throws DashboardConflictException {
    String base = save.baseVersion().orElse("");
    if (base.isEmpty()) {
      return;
    }
    String now = before.map(found -> found.document().version()).orElse("");
    if (!now.equals(base)) {
      throw new DashboardConflictException(
          "the dashboard "
              + uid
              + " is not as it was any more (version "
              + base
              + "): read it again, and join the changes");
    }
  }

  /// What a dashboard was, the newest first; empty for one that was never saved here.
  ///
  /// @throws IOException if it cannot be read now
  public List<DashboardVersion> versions(String uid) throws IOException {
    return history.versions(uid);
  }

  /// A dashboard as it was.
  ///
  /// @throws IOException if it cannot be read now
  public Optional<DashboardDocument> version(String uid, int number)
      throws IOException, DashboardException {
    return history.document(uid, number);
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
              + ": change that file (editable: true at its folder allows it from here), or give the"
              + " dashboard another uid");
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
    List<StateChange> changes = new ArrayList<>(ImportedDashboards.removing(uid));
    changes.addAll(history.removing(uid));
    state.apply(changes);
    return true;
  }
}
