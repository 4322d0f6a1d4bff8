package io.vigie.server.dashboard;

import io.vigie.model.time.Ticker;
import io.vigie.server.dashboard.DashboardEntry.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dashboards of folders on disk. Looked at when somebody asks, so that a change shows at once
/// and nothing runs while nobody looks; a file is read again only when its time or size changed.
///
/// Thread-safe.
final class FolderDashboards {
  private static final Logger LOG = LoggerFactory.getLogger(FolderDashboards.class);

  /// How old a look at the folders may be. A page asks several times in a row.
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final int MAX_FILES = 2_000;
  private static final int MAX_DEPTH = 8;

  /// What a file was when it was read.
  private record Stamp(long modifiedMillis, long sizeBytes) {}

  /// A file and what is in it.
  private record ReadFile(
      Stamp stamp, Optional<DashboardEntry> entry, Optional<DashboardProblem> problem) {}

  private final Ticker ticker;
  private List<DashboardFolder> folders = List.of();
  private Map<Path, ReadFile> files = new HashMap<>();
  private @Nullable Found found;
  private long lookedNanos;

  /// What the folders hold.
  ///
  /// @param entries by uid, in the order of the folders
  record Found(Map<String, DashboardEntry> entries, List<DashboardProblem> problems) {}

  FolderDashboards(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized void use(List<DashboardFolder> folders) {
    this.folders = List.copyOf(folders);
    found = null;
  }

  synchronized Found look() {
    Found known = found;
    long now = ticker.readNanos();
    if (known != null && now - lookedNanos < LOOK_EVERY.toNanos()) {
      return known;
    }
    Found next = lookAnew();
    found = next;
    lookedNanos = now;
    return next;
  }

  /// The document of a dashboard that [#look] found.
  ///
  /// @throws IOException if its file cannot be read any more
  static DashboardDocument read(DashboardEntry entry) throws IOException, DashboardException {
    return document(Path.of(entry.file().orElseThrow()));
  }

  /// Writes a dashboard over the file that it was read from: whole, or not at all.
  ///
  /// @throws IOException if it could not be written; then the file is what it was
  synchronized void write(DashboardEntry entry, DashboardDocument document) throws IOException {
    Path path = Path.of(entry.file().orElseThrow());
    DashboardFile.write(path, document);
    found = null;
  }

  private Found lookAnew() {
    Map<Path, ReadFile> seen = new HashMap<>();
    Map<String, DashboardEntry> entries = new LinkedHashMap<>();
    List<DashboardProblem> problems = new ArrayList<>();
    for (DashboardFolder folder : folders) {
      for (Path path : jsonFiles(folder, problems)) {
        ReadFile file = readIfChanged(path, folder);
        seen.put(path, file);
        file.problem().ifPresent(problems::add);
        file.entry().ifPresent(entry -> add(entry, entries, problems));
      }
    }
    files = seen;
    return new Found(entries, problems);
  }

  private static void add(
      DashboardEntry entry, Map<String, DashboardEntry> entries, List<DashboardProblem> problems) {
    DashboardEntry first = entries.putIfAbsent(entry.uid(), entry);
    if (first != null && !first.file().equals(entry.file())) {
      problems.add(
          new DashboardProblem(
              entry.file().orElse(""),
              "has the uid "
                  + entry.uid()
                  + " of "
                  + first.file().orElse("")
                  + ": give it another one"));
    }
  }

  private static List<Path> jsonFiles(DashboardFolder folder, List<DashboardProblem> problems) {
    try (Stream<Path> paths = Files.walk(folder.path(), MAX_DEPTH)) {
      List<Path> found =
          paths
              .filter(path -> path.toString().endsWith(".json") && Files.isRegularFile(path))
              .sorted()
              .limit(MAX_FILES + 1L)
              .toList();
      if (found.size() > MAX_FILES) {
        problems.add(
            new DashboardProblem(
                folder.path().toString(),
                "holds more than " + MAX_FILES + " files: only the first are read"));
      }
      return found.size() > MAX_FILES ? found.subList(0, MAX_FILES) : found;
    } catch (IOException | java.io.UncheckedIOException e) {
      problems.add(
          new DashboardProblem(
              folder.path().toString(), "the folder cannot be read: " + e.getMessage()));
      return List.of();
    }
  }

  private ReadFile readIfChanged(Path path, DashboardFolder folder) {
    Stamp stamp = stampOf(path);
    ReadFile known = files.get(path);
    if (known != null
        && known.stamp().equals(stamp)
        && known.entry().stream().allMatch(entry -> isOf(entry, folder))) {
      return known;
    }
    try {
      return new ReadFile(stamp, Optional.of(entry(path, folder)), Optional.empty());
    } catch (IOException | DashboardException e) {
      String reason = String.valueOf(e.getMessage());
      LOG.warn("dashboard {} is left out: {}", path, reason);
      return new ReadFile(
          stamp, Optional.empty(), Optional.of(new DashboardProblem(path.toString(), reason)));
    }
  }

  private static boolean isOf(DashboardEntry entry, DashboardFolder folder) {
    return entry.folder().equals(folder.name()) && entry.editable() == folder.editable();
  }

  private static Stamp stampOf(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, new LinkOption[0]);
      return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size());
    } catch (IOException e) {
      return new Stamp(-1, -1);
    }
  }

  private static DashboardEntry entry(Path path, DashboardFolder folder)
      throws IOException, DashboardException {
    DashboardDocument document = document(path);
    return new DashboardEntry(
        document.uid().orElseGet(() -> uidOf(path)),
        document.title(),
        document.tags(),
        folder.name(),
        Origin.FILE,
        Optional.of(path.toString()),
        folder.editable());
  }

  /// One that names none gets one from its path, so that links to it hold.
  private static String uidOf(Path path) {
    byte[] bytes = path.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
    return "file-" + UUID.nameUUIDFromBytes(bytes);
  }

  private static DashboardDocument document(Path path) throws IOException, DashboardException {
    if (Files.size(path) > DashboardDocument.MAX_BYTES) {
      throw new DashboardException(
          "larger than " + DashboardDocument.MAX_BYTES / (1 << 20) + " MiB");
    }
    return DashboardDocument.parse(Files.readString(path));
  }
}
