package io.vigie.rules.unittest;

import com.google.re2j.Pattern;
import io.vigie.promql.eval.QueryFeature;
import io.vigie.rules.file.RuleFileOptions;
import java.util.List;
import java.util.Set;

/// How unit tests are run; the names are those of promtool's flags.
///
/// @param run only tests whose name contains a match of one of these; none means all
/// @param diff show mismatches line by line
/// @param debug say what is done
public record RuleTestOptions(
    List<Pattern> run,
    boolean diff,
    boolean debug,
    RuleFileOptions reading,
    Set<QueryFeature> features) {
  public RuleTestOptions {
    run = List.copyOf(run);
    features = Set.copyOf(features);
  }

  boolean wants(String testName) {
    return run.isEmpty() || run.stream().anyMatch(pattern -> pattern.matcher(testName).find());
  }
}
