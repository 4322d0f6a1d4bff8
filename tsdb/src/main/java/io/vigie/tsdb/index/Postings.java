package io.vigie.tsdb.index;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.RegexMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.buffer.BufferFastAggregation;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Answers matchers from a [LabelIndex].
///
/// A matcher that an absent label does not satisfy selects the series of its values; one that an
/// absent label satisfies (`env!="prod"`, `env=~".*"`) removes the series of the values that do not
/// match. A regular expression looks at the values: literal alternatives are looked up, a literal
/// prefix narrows the sorted values to a range. Only where other matchers leave no more series than
/// there are values does it look at these series instead.
public final class Postings {
  private static final String ANY = ".*";
  private static final String ANY_PRESENT = ".+";

  private Postings() {}

  /// The series that satisfy all matchers; the caller's own.
  public static MutableRoaringBitmap select(LabelIndex index, List<LabelMatcher> matchers)
      throws IOException {
    MutableRoaringBitmap selected = null;
    for (LabelMatcher matcher : inOrder(matchers)) {
      if (selected != null && isSoonerTested(index, matcher, selected)) {
        selected = tested(index, matcher, selected);
      } else if (matcher.matchesAbsent()) {
        selected = selected == null ? index.allSeries().toMutableRoaringBitmap() : selected;
        remove(index, matcher, selected);
      } else if (selected == null) {
        selected = added(index, matcher).toMutableRoaringBitmap();
      } else {
        selected.and(added(index, matcher));
      }
      if (selected.isEmpty()) {
        return selected;
      }
    }
    return selected == null ? index.allSeries().toMutableRoaringBitmap() : selected;
  }

  /// What is looked up first, what looks at many values next, what only removes last.
  private static List<LabelMatcher> inOrder(List<LabelMatcher> matchers) {
    if (matchers.size() < 2) {
      return matchers;
    }
    List<LabelMatcher> ordered = new ArrayList<>(matchers);
    ordered.sort(
        Comparator.comparingInt(
            matcher -> matcher.matchesAbsent() ? 2 : looksAtValues(matcher) ? 1 : 0));
    return ordered;
  }

  /// Whether the values of the label have to be gone through.
  private static boolean looksAtValues(LabelMatcher matcher) {
    return switch (matcher.operator()) {
      case EQUAL, NOT_EQUAL -> false;
      case REGEX, NOT_REGEX ->
          matcher.regex().literals().isEmpty()
              && !matcher.value().equals(ANY)
              && !matcher.value().equals(ANY_PRESENT);
    };
  }

  private static boolean isSoonerTested(
      LabelIndex index, LabelMatcher matcher, ImmutableRoaringBitmap series) throws IOException {
    return looksAtValues(matcher) && series.getCardinality() <= index.values(matcher.name()).size();
  }

  private static MutableRoaringBitmap tested(
      LabelIndex index, LabelMatcher matcher, ImmutableRoaringBitmap series) throws IOException {
    MutableRoaringBitmap satisfying = new MutableRoaringBitmap();
    IntIterator numbers = series.getIntIterator();
    while (numbers.hasNext()) {
      int number = numbers.next();
      if (matcher.matches(index.labels(number))) {
        satisfying.add(number);
      }
    }
    return satisfying;
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
