package io.vigie.tsdb.part;

import io.vigie.tsdb.format.CorruptFileException;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.format.FileNames.Span;
import io.vigie.tsdb.index.IndexReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens what a partition's directory holds.
///
/// A file whose span lies within that of another is what a merge left behind when it was killed
/// between publishing its result and removing its inputs: it is removed, provided that the result
/// can be opened.
final class PartitionFiles {
  private record Named(Path path, Span span) {}

  @FunctionalInterface
  private interface Opening<T> {
    T open(Path path) throws IOException;
  }

  private final List<IndexReader> indexes;
  private final List<Part> parts;
  private int nextSeries;

  private PartitionFiles(List<Path> files, Quarantine quarantine) throws IOException {
    for (Path file : files) {
      if (FileNames.isTemporary(file)) {
        Files.delete(file);
      }
      FileNames.indexSpan(file)
          .ifPresent(span -> nextSeries = Math.max(nextSeries, (int) span.last() + 1));
    }
    indexes = openAll(named(files, FileNames::indexSpan), IndexReader::open, quarantine);
    parts = openAll(named(files, FileNames::partSpan), this::openPart, quarantine);
  }

  static PartitionFiles open(Path directory, Quarantine quarantine) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new PartitionFiles(files.sorted().toList(), quarantine);
    }
  }

  private interface SpanOf {
    Optional<Span> of(Path path);
  }

  private static List<Named> named(List<Path> files, SpanOf spanOf) {
    List<Named> named = new ArrayList<>();
    for (Path file : files) {
      spanOf.of(file).ifPresent(span -> named.add(new Named(file, span)));
    }
    named.sort(
        Comparator.comparingLong((Named file) -> file.span().last() - file.span().first())
            .reversed());
    return named;
  }

  private static <T> List<T> openAll(
      List<Named> widestFirst, Opening<T> opening, Quarantine quarantine) throws IOException {
    List<T> opened = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (Named file : widestFirst) {
      if (spans.stream().anyMatch(span -> span.contains(file.span()))) {
        Files.delete(file.path());
        continue;
      }
      try {
        opened.add(opening.open(file.path()));
        spans.add(file.span());
      } catch (CorruptFileException e) {
        quarantine.move(file.path(), e);
      }
    }
    return opened;
  }

  /// A part whose index segment is damaged still uses its numbers: they are not given again.
  private Part openPart(Path path) throws IOException {
    Part part = Part.open(path);
    try {
      nextSeries = Math.max(nextSeries, part.lastSeries() + 1);
      return part;
    } catch (IOException | RuntimeException e) {
      part.file().release();
      throw e;
    }
  }

  List<IndexReader> indexes() {
    return indexes;
  }

  List<Part> parts() {
    return parts;
  }

  /// A number above those of all series, those of damaged index segments included.
  int nextSeries() {
    return nextSeries;
  }
}
