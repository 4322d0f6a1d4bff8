package io.vigie.server.cli;

import io.vigie.tsdb.part.PartInfo;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of `promtool tsdb list`, with parts where Prometheus has blocks.
final class StoreListing {
  private static final List<String> HEAD =
      List.of(
          "BLOCK ULID",
          "MIN TIME",
          "MAX TIME",
          "DURATION",
          "NUM SAMPLES",
          "NUM CHUNKS",
          "NUM SERIES",
          "SIZE");
  private static final int MIN_WIDTH = 13;
  private static final int PADDING = 2;
  private static final int KIBI = 1024;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000 UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final boolean humanReadable;

  /// @param humanReadable times and sizes for people, not for programs
  StoreListing(boolean humanReadable) {
    this.humanReadable = humanReadable;
  }

  void print(List<PartInfo> parts, PrintStream out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    parts.forEach(part -> rows.add(row(part)));
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.max(MIN_WIDTH, row.get(i).length() + PADDING));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean last = i == widths.length - 1;
        line.append(last ? row.get(i) : String.format("%-" + widths[i] + "s", row.get(i)));
      }
      out.println(line);
    }
  }

  /// The number of chunks is left open: a part has none.
  private List<String> row(PartInfo part) {
    return List.of(
        identifier(part),
        time(part.minMillis()),
        time(part.maxMillis()),
        GoDuration.format(Duration.ofMillis(part.maxMillis() - part.minMillis())),
        Long.toString(part.samples()),
        "-",
        Integer.toString(part.series()),
        size(part.sizeBytes()));
  }

  static String identifier(PartInfo part) {
    return part.partitionStartMillis() + "/" + part.fileName();
  }

  private String time(long millis) {
    return humanReadable ? TIME.format(Instant.ofEpochMilli(millis)) : Long.toString(millis);
  }

  private String size(long bytes) {
    if (!humanReadable) {
      return Long.toString(bytes);
    }
    StringBuilder text = new StringBuilder();
    long left = bytes;
    long unit = (long) KIBI * KIBI * KIBI;
    for (String name : List.of("GiB", "MiB", "KiB", "B")) {
      if (left >= unit) {
        text.append(left / unit).append(name);
        left %= unit;
      }
      unit /= KIBI;
    }
    return text.isEmpty() ? "0B" : text.toString();
  }
}
