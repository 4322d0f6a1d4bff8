package io.vigie.tsdb.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.tsdb.format.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Both indexes answer any matchers as a naive filter over all series does, and the one on disk
/// gives every series back.
class PostingsPropertyTest {
  private static final int FIRST = 70_000;
  private static final List<String> NAMES = List.of("__name__", "a", "b", "é");
  private static final List<String> VALUES =
      List.of("", "x", "xy", "xyz", "y", "ab", "abc", "\uD83D\uDE00", "x|y");
  private static final List<String> EXPRESSIONS =
      List.of(
          "",
          ".*",
          ".+",
          "x",
          "x|y",
          "x|",
          "|",
          "x.*",
          "xy?",
          "a(b|bc)",
          ".*z",
          "[xy]+",
          "x\\|y",
          "[ax]b?.*",
          "x[yz]|",
          "x..?");

  @Property(tries = 200)
  void answersAsANaiveFilterDoes(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Labels> series = series(random);
    MemoryLabelIndex memory = new MemoryLabelIndex(i -> series.get(i - FIRST));
    for (int i = 0; i < series.size(); i++) {
      memory.add(FIRST + i, series.get(i));
    }
    Path path = Files.createTempFile("vigie-postings", ".index");
    IndexWriter.write(Disk.LOCAL, path, FIRST, series);
    IndexReader reader = IndexReader.open(path);
    try {
      for (int i = 0; i < series.size(); i++) {
        assertThat(reader.labels(FIRST + i)).isEqualTo(series.get(i));
        assertThat(reader.find(series.get(i))).isEqualTo(FIRST + i);
      }
      assertThat(reader.find(Labels.of("no", "such"))).isEqualTo(-1);
      for (int i = 0; i < 10; i++) {
        List<LabelMatcher> matchers = matchers(random);
        check(memory, series, matchers);
        check(reader, series, matchers);
      }
    } finally {
      reader.file().deleteWhenReleased();
      reader.file().release();
    }
    assertThat(path).doesNotExist();
  }

  private static void check(LabelIndex index, List<Labels> series, List<LabelMatcher> matchers)
      throws IOException {
    List<Integer> expected = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    Set<String> values = new TreeSet<>();
    for (int i = 0; i < series.size(); i++) {
      Labels labels = series.get(i);
      if (matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
        expected.add(FIRST + i);
        labels.forEach((name, _) -> names.add(name));
        if (labels.has("a")) {
          values.add(labels.get("a"));
        }
      }
    }
    var selected = Postings.select(index, matchers);
    assertThat(selected.stream().boxed().toList()).as("%s", matchers).isEqualTo(expected);
    assertThat(Postings.names(index, selected)).as("%s", matchers).isEqualTo(names);
    Set<String> found = new TreeSet<>();
    Postings.addValues(index, "a", selected, found);
    assertThat(found).as("%s", matchers).isEqualTo(values);
  }

  private static List<Labels> series(Random random) {
    Set<Labels> series = new LinkedHashSet<>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      Labels.Builder labels = Labels.builder();
      NAMES.forEach(name -> labels.set(name, VALUES.get(random.nextInt(VALUES.size()))));
      series.add(labels.build());
    }
    return List.copyOf(series);
  }

  private static List<LabelMatcher> matchers(Random random) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = random.nextInt(8) == 0 ? "nosuch" : NAMES.get(random.nextInt(NAMES.size()));
      Operator operator = Operator.values()[random.nextInt(4)];
      boolean regex = operator == Operator.REGEX || operator == Operator.NOT_REGEX;
      List<String> texts = regex ? EXPRESSIONS : VALUES;
      matchers.add(LabelMatcher.of(name, operator, texts.get(random.nextInt(texts.size()))));
    }
    return matchers;
  }
}
