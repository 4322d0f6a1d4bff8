package io.vigie.ingest.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.vigie.ingest.relabel.RelabelRule.Drop;
import io.vigie.ingest.relabel.RelabelRule.HashMod;
import io.vigie.ingest.relabel.RelabelRule.LabelMap;
import io.vigie.ingest.relabel.RelabelRule.Replace;
import io.vigie.ingest.relabel.RelabelRule.Source;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.NameValidation;
import io.vigie.model.metric.RegexMatcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelabellingTest {
  private static final Labels LABELS = Labels.of("__name__", "up", "a", "x", "b", "y");

  @ParameterizedTest
  @CsvSource({
    "$1-$2,x-y",
    "${1}z,xz",
    "$1z,''",
    "$$1,$1",
    "${name},x",
    "$name,x",
    "$9,''",
    "$0,x;y",
    "a$,a$",
    "$-,$-",
    "${1,${1",
    "${},${}",
    "$01,''",
    "plain,plain"
  })
  void referencesAreFilledInAsGoDoes(String template, String expected) {
    Pattern pattern = Pattern.compile("(?P<name>.*);(.*)");
    Matcher match = pattern.matcher("x;y");
    assertThat(match.matches()).isTrue();
    assertThat(ReplacementTemplate.compile(template, pattern).expand(match)).isEqualTo(expected);
  }

  @Test
  void labelsThatNoRuleChangesAreNotCopied() {
    Relabelling relabelling =
        Relabelling.of(
            List.of(
                new Drop(Source.of("a"), RegexMatcher.compile("other")),
                replace("a", "(.*)", "a", "$1")));
    assertThat(relabelling.apply(LABELS).orElseThrow()).isSameAs(LABELS);
  }

  @Test
  void anEmptyReplacementRemovesTheLabel() {
    assertThat(apply(replace("a", "(.*)", "b", ""))).isEqualTo(LABELS.without(List.of("b")));
  }

  @Test
  void aResultThatIsNoLabelNameChangesNothing() {
    assertThat(apply(replace("missing", "(.*)", "${1}", "value"))).isEqualTo(LABELS);
  }

  @Test
  void hashesAreTheLastEightBytesOfMd5Unsigned() {
    // MD5 of "x" is 9dd4e461268c8034f5c8564e155c67a6; as an unsigned number its second half is
    // 17710500428000290726.
    assertThat(apply(new HashMod(Source.of("a"), "shard", 1000)).get("shard")).isEqualTo("726");
  }

  @Test
  void copiedNamesDoNotFeedTheSameRule() {
    Labels mapped = apply(new LabelMap(RegexMatcher.compile("(a|b)"), "${1}a"));
    assertThat(mapped.toMap()).containsEntry("aa", "x").containsEntry("ba", "y").hasSize(5);
  }

  @Test
  void stepsEndWithTheRuleThatDrops() {
    List<RelabelRule> rules =
        List.of(
            replace("a", "(.*)", "c", "$1"),
            new Drop(Source.of("c"), RegexMatcher.compile("x")),
            replace("a", "(.*)", "never", "$1"));
    List<Relabelling.Step> steps = Relabelling.of(rules).steps(LABELS);
    assertThat(steps).extracting(Relabelling.Step::keep).containsExactly(true, false);
    assertThat(steps.getFirst().output().get("c")).isEqualTo("x");
    assertThat(Relabelling.of(rules).apply(LABELS)).isEmpty();
  }

  @Test
  void aRuleShowsAllItsSettings() {
    assertThat(RelabelRuleSettings.of(new HashMod(Source.of("a"), "shard", 4)))
        .containsEntry("action", "hashmod")
        .containsEntry("source_labels", List.of("a"))
        .containsEntry("modulus", 4L)
        .containsEntry("regex", "(.*)")
        .containsEntry("separator", ";");
  }

  private static Replace replace(String source, String regex, String target, String replacement) {
    return new Replace(
        Source.of(source), RegexMatcher.compile(regex), target, replacement, NameValidation.UTF8);
  }

  private static Labels apply(RelabelRule rule) {
    return Relabelling.of(List.of(rule)).apply(LABELS).orElseThrow();
  }
}
