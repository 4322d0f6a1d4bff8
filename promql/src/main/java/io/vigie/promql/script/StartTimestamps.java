package io.vigie.promql.script;

import io.vigie.promql.ast.Durations;
import io.vigie.promql.script.SequenceValue.FloatValue;
import io.vigie.promql.script.SequenceValue.Gap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the values of an `@st` line: durations relative to the sample's timestamp.
final class StartTimestamps {
  private static final String DURATION = "\\d+(?:ms|[smhdwy])?";
  private static final Pattern ITEM =
      Pattern.compile(
          "([+-]?)(" + DURATION + ")(?:([+-])([+-]?)(" + DURATION + "))?(?:x(\\d{1,6}))?");
  private static final Pattern GAP = Pattern.compile("_(?:x(\\d{1,6}))?");

  private StartTimestamps() {}

  /// @return for each value the offset in milliseconds, or a gap
  static List<SequenceValue> parse(String items) throws ScriptException {
    List<SequenceValue> offsets = new ArrayList<>();
    for (String item : items.strip().split("[ \t]+", -1)) {
      Matcher gap = GAP.matcher(item);
      if (gap.matches()) {
        int times = gap.group(1) == null ? 1 : Integer.parseInt(gap.group(1));
        offsets.addAll(Collections.nCopies(times, new Gap()));
      } else {
        readOffsets(item, offsets);
      }
    }
    return offsets;
  }

  private static void readOffsets(String item, List<SequenceValue> into) throws ScriptException {
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches() || (matcher.group(3) != null && matcher.group(6) == null)) {
      throw new ScriptException("invalid @st sequence: invalid ST item \"" + item + "\"");
    }
    try {
      long offset = signed(matcher.group(1), Durations.parseMillis(matcher.group(2)));
      long change =
          matcher.group(5) == null
              ? 0
              : signed(
                  matcher.group(3),
                  signed(matcher.group(4), Durations.parseMillis(matcher.group(5))));
      int times = matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
      for (int i = 0; i <= times; i++) {
        into.add(new FloatValue(offset + i * change));
      }
    } catch (IllegalArgumentException e) {
      throw new ScriptException("invalid @st sequence: " + e.getMessage(), e);
    }
  }

  private static long signed(String sign, long millis) {
    return sign.equals("-") ? -millis : millis;
  }
}
