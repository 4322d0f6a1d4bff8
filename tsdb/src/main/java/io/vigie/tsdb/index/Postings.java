package io.vigie.tsdb.index;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.RegexMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.roaringbitmap.buffer.BufferFastAggregation;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Answers matchers from a [LabelIndex].
///
/// A matcher that an absent label does not satisfy selects the series of its values; one that an
/// absent label satisfies (`env!="prod"`, `env=~".*"`) removes the series of the values that do not
/// match. A regular expression looks at the values only, never at the series: literal alternatives
/// are looked up, a literal prefix narrows the sorted values to a range.
public final class Postings {
  private static final String ANY = ".*";
  private static final String ANY_PRESENT = ".+";

  private Postings() {}

  /// The series that satisfy all matchers; the caller's own.
  public static MutableRoaringBitmap select(LabelIndex index, List<LabelMatcher> matchers)
      throws IOException {
    MutableRoaringBitmap selected = null;
    List<LabelMatcher> removing = new ArrayList<>();
    for (LabelMatcher matcher : matchers) {
      if (matcher.matchesAbsent()) {
        removing.add(matcher);
        continue;
      }
      ImmutableRoaringBitmap added = added(index, matcher);
      if (selected == null) {
        selected = added.toMutableRoaringBitmap();
      } else {
        selected.and(added);
      }
      if (selected.isEmpty()) {
        return selected;
      }
    }
    MutableRoaringBitmap remaining =
        selected == null ? index.allSeries().toMutableRoaringBitmap() : selected;
    for (LabelMatcher matcher : removing) {
      remove(index, matcher, remaining);
    }
    return remaining;
  }

  private static ImmutableRoaringBitmap added(LabelIndex index, LabelMatcher matcher)
      throws IOException {
    String name = matcher.name();
    return switch (matcher.operator()) {
      case EQUAL -> index.seriesWith(name, matcher.value());
      case NOT_EQUAL -> withoutValue(index, matcher);
      case REGEX -> matching(index, matcher);
      case NOT_REGEX -> index.seriesWithAny(name, "", matcher::matches);
    };
  }

  private static ImmutableRoaringBitmap withoutValue(LabelIndex index, LabelMatcher matcher)
      throws IOException {
    ImmutableRoaringBitmap present = index.seriesWith(matcher.name());
    return matcher.value().isEmpty()
        ? present
        : ImmutableRoaringBitmap.andNot(present, index.seriesWith(matcher.name(), matcher.value()));
  }

  private static ImmutableRoaringBitmap matching(LabelIndex index, LabelMatcher matcher)
      throws IOException {
    String name = matcher.name();
    RegexMatcher regex = matcher.regex();
    if (regex.literals().isPresent()) {
      return withAnyOf(index, name, regex.literals().get());
    }
    if (matcher.value().equals(ANY_PRESENT)) {
      return index.seriesWith(name);
    }
    return index.seriesWithAny(name, regex.prefix(), regex::matches);
  }

  private static void remove(LabelIndex index, LabelMatcher matcher, MutableRoaringBitmap from)
      throws IOException {
    String name = matcher.name();
    if (matcher.operator() == Operator.REGEX && matcher.value().equals(ANY)) {
      return;
    }
    if (matcher.operator() == Operator.NOT_EQUAL) {
      from.andNot(index.seriesWith(name, matcher.value()));
    } else if (matcher.operator() == Operator.EQUAL) {
      from.andNot(index.seriesWith(name));
    } else if (matcher.operator() == Operator.NOT_REGEX) {
      from.andNot(matching(index, LabelMatcher.of(name, Operator.REGEX, matcher.value())));
    } else {
      from.andNot(index.seriesWithAny(name, "", value -> !matcher.matches(value)));
    }
  }

  private static ImmutableRoaringBitmap withAnyOf(LabelIndex index, String name, Set<String> values)
      throws IOException {
    List<ImmutableRoaringBitmap> found = new ArrayList<>();
    for (String value : values) {
      found.add(index.seriesWith(name, value));
    }
    return union(found);
  }

  /// All of many sets at once: to add them one by one would copy what is there already each time.
  static MutableRoaringBitmap union(List<ImmutableRoaringBitmap> sets) {
    return BufferFastAggregation.naive_or(sets.iterator());
  }

  /// Where a text is, or would be, among ascending ones.
  static int position(List<String> ascending, String wanted) {
    int found = Collections.binarySearch(ascending, wanted);
    return found >= 0 ? found : -found - 1;
  }

  /// Names of the labels that any of the series carries.
  public static SortedSet<String> names(LabelIndex index, ImmutableRoaringBitmap series)
      throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (String name : index.names()) {
      if (ImmutableRoaringBitmap.intersects(index.seriesWith(name), series)) {
        names.add(name);
      }
    }
    return names;
  }

  /// Adds the values of a label that any of the series carries.
  public static void addValues(
      LabelIndex index, String name, ImmutableRoaringBitmap series, Set<String> into)
      throws IOException {
    ImmutableRoaringBitmap present = index.seriesWith(name);
    boolean all = ImmutableRoaringBitmap.andNot(present, series).isEmpty();
    for (String value : index.values(name)) {
      if (all || ImmutableRoaringBitmap.intersects(index.seriesWith(name, value), series)) {
        into.add(value);
      }
    }
  }
}
