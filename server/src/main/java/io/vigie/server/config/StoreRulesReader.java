package io.vigie.server.config;

import io.vigie.config.yaml.MappingReader;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.tsdb.Retention;
import io.vigie.tsdb.memtable.SeriesBudget;
import java.time.Duration;
import java.util.List;

/// Reads what the section `vigie` says about the store:
///
/// ```
/// retention: [{match: '{level="debug"}', keep: 2d}]       the first rule that matches decides
/// limits:    [{match: '{job="app"}', max_series: 50000}]
/// ```
final class StoreRulesReader {
  private StoreRulesReader() {}

  static List<Retention.Rule> retention(VigieSection section) {
    return section
        .reader()
        .list(
            "retention",
            "a retention rule is empty",
            reader -> {
              List<LabelMatcher> matchers = matchers(reader);
              if (!reader.has("keep")) {
                throw reader.error(
                    "keep is missing: say how long such series are kept, 0s for ever");
              }
              Duration keep = reader.duration("keep", Duration.ZERO);
              reader.finish();
              return new Retention.Rule(matchers, keep);
            });
  }

  static List<SeriesBudget> limits(VigieSection section) {
    return section
        .reader()
        .list(
            "limits",
            "a series limit is empty",
            reader -> {
              List<LabelMatcher> matchers = matchers(reader);
              if (!reader.has("max_series")) {
                throw reader.error(
                    "max_series is missing: say how many active series there may be");
              }
              long maxSeries = reader.wholeNumber("max_series", 1, 1, Long.MAX_VALUE);
              reader.finish();
              return new SeriesBudget(matchers, maxSeries);
            });
  }

  private static List<LabelMatcher> matchers(MappingReader reader) {
    String selector = reader.string("match", "");
    if (selector.isEmpty()) {
      throw reader.error("match is missing: give a selector such as '{job=\"app\"}'");
    }
    try {
      return new PromqlParser(ParserOptions.DEFAULT).parseSelector(selector);
    } catch (PromqlParseException e) {
      throw reader.error("match", selector + " is no selector: " + e.getMessage());
    }
  }
}
