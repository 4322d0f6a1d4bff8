package io.vigie.server.cli;

import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.QueryFeature;
import io.vigie.promql.parse.ParserOptions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// Features of expressions, by the names of `--enable-feature`.
final class ParserFeatures {
  private ParserFeatures() {}

  static ParserOptions of(Collection<String> features) {
    return ParserOptions.DEFAULT
        .withExperimentalFunctions(has(features, QueryFeature.EXPERIMENTAL_FUNCTIONS))
        .withExtendedRangeSelectors(has(features, QueryFeature.EXTENDED_RANGE_SELECTORS))
        .withFillModifiers(has(features, QueryFeature.FILL_MODIFIERS));
  }

  /// What an engine switches on for them, besides what is always on.
  static Set<QueryFeature> evaluated(Collection<String> features) {
    EnumSet<QueryFeature> on = EnumSet.copyOf(EngineOptions.defaults().features());
    for (QueryFeature feature : QueryFeature.values()) {
      if (has(features, feature)) {
        on.add(feature);
      }
    }
    return on;
  }

  private static boolean has(Collection<String> features, QueryFeature feature) {
    return features.contains(feature.flag());
  }
}
