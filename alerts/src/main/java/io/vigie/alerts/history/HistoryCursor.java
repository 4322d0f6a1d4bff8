package io.vigie.alerts.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a page of the history ended: for each kind of events the time that was reached, and how
/// many events of that very millisecond were read. Pages do not shift when new events are added.
///
/// @param positions in the order of [History#KINDS]
public record HistoryCursor(List<Position> positions) {
  private static final Pattern TEXT =
      Pattern.compile("-?\\d{1,19}\\.\\d{1,9}(_-?\\d{1,19}\\.\\d{1,9})*");

  /// @param timestampMillis of the last event read
  /// @param read how many events with that timestamp were read
  record Position(long timestampMillis, int read) {}

  public HistoryCursor {
    positions = List.copyOf(positions);
  }

  /// Reads what [#toString] wrote.
  ///
  /// @return empty if the text is nothing of the kind
  public static Optional<HistoryCursor> parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    List<Position> positions = new ArrayList<>();
    try {
      for (String part : text.split("_", -1)) {
        int dot = part.indexOf('.');
        positions.add(
            new Position(
                Long.parseLong(part.substring(0, dot)), Integer.parseInt(part.substring(dot + 1))));
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return positions.size() == History.KINDS.size()
        ? Optional.of(new HistoryCursor(positions))
        : Optional.empty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Position position : positions) {
      text.append(text.isEmpty() ? "" : "_")
          .append(position.timestampMillis())
          .append('.')
          .append(position.read());
    }
    return text.toString();
  }
}
