package io.vigie.tsdb.format;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every name in a data directory, in one place:
///
/// ```
/// LOCK                                 held while a process has the directory open
/// STORE                                what was decided when the directory was made
/// EXEMPLARS                            exemplars that are not in the journal any more
/// wal/0000000000000007.wal             one segment of the journal
/// unsent/0000000000000005.wal          a segment that is only kept for who sends samples on
/// partitions/1767225600000/            one span of time, named by its first millisecond
///   0000000000-0000000999.index        labels of the series numbered 0 to 999
///   0000000000000003-0000000000000006.part   samples of the memtables 3 to 6
/// quarantine/                          damaged files, moved out of the way
/// snapshots/20260102T030405Z-1f2e…/    such a directory again, as it was at that time
/// *.tmp                                not finished; removed at open
/// ```
public final class FileNames {
  public static final String LOCK = "LOCK";
  public static final String STORE = "STORE";
  public static final String EXEMPLARS = "EXEMPLARS";
  public static final String JOURNAL_DIRECTORY = "wal";
  public static final String UNSENT_DIRECTORY = "unsent";
  public static final String PARTITIONS_DIRECTORY = "partitions";
  public static final String QUARANTINE_DIRECTORY = "quarantine";
  public static final String SNAPSHOTS_DIRECTORY = "snapshots";
  public static final String TEMPORARY_SUFFIX = ".tmp";

  private static final Pattern SEGMENT = Pattern.compile("(\\d{1,18})\\.wal");
  private static final Pattern PART = Pattern.compile("(\\d{1,18})-(\\d{1,18})\\.part");
  private static final Pattern INDEX = Pattern.compile("(\\d{1,10})-(\\d{1,10})\\.index");
  private static final Pattern PARTITION = Pattern.compile("-?\\d{1,18}");

  /// First and last number that a file's name carries, both included.
  public record Span(long first, long last) {
    /// Whether the other span lies within this one.
    public boolean contains(Span other) {
      return first <= other.first && other.last <= last;
    }
  }

  private FileNames() {}

  public static String segment(long number) {
    return "%016d.wal".formatted(number);
  }

  /// The number of a journal segment, if the file is one.
  public static OptionalLong segmentNumber(Path path) {
    Matcher matcher = SEGMENT.matcher(nameOf(path));
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  public static String partition(long startMillis) {
    return Long.toString(startMillis);
  }

  /// The first millisecond of a partition, if the directory is one.
  public static OptionalLong partitionStartMillis(Path path) {
    String name = nameOf(path);
    return PARTITION.matcher(name).matches()
        ? OptionalLong.of(Long.parseLong(name))
        : OptionalLong.empty();
  }

  public static String part(Span memtables) {
    return "%016d-%016d.part".formatted(memtables.first(), memtables.last());
  }

  public static Optional<Span> partSpan(Path path) {
    return span(PART, path);
  }

  public static String index(Span seriesNumbers) {
    return "%010d-%010d.index".formatted(seriesNumbers.first(), seriesNumbers.last());
  }

  public static Optional<Span> indexSpan(Path path) {
    return span(INDEX, path);
  }

  public static boolean isTemporary(Path path) {
    return nameOf(path).endsWith(TEMPORARY_SUFFIX);
  }

  private static Optional<Span> span(Pattern pattern, Path path) {
    Matcher matcher = pattern.matcher(nameOf(path));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Span(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
