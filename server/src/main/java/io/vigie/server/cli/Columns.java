package io.vigie.server.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Rows whose cells stand below each other, each followed by two spaces at least, as Go's tabwriter
/// lays them out.
final class Columns {
  private static final int GAP = 2;

  private final List<List<String>> rows = new ArrayList<>();

  Columns row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  void print(PrintStream out) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = width(row.get(i));
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).repeat(" ", widths.get(i) - width(row.get(i)) + GAP);
      }
      out.println(line);
    }
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
