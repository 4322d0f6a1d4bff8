package io.vigie.server.cli;

import io.vigie.promql.eval.QueryFeature;
import io.vigie.promql.parse.ParserOptions;
import java.util.Collection;

/// Features of expressions, by the names of `--enable-feature`.
final class ParserFeatures {
  private ParserFeatures() {}

  static ParserOptions of(Collection<String> features) {
    return ParserOptions.DEFAULT
        .withExperimentalFunctions(has(features, QueryFeature.EXPERIMENTAL_FUNCTIONS))
        .withExtendedRangeSelectors(has(features, QueryFeature.EXTENDED_RANGE_SELECTORS))
        .withFillModifiers(has(features, QueryFeature.FILL_MODIFIERS));
  }

  private static boolean has(Collection<String> features, QueryFeature feature) {
    return features.contains(feature.flag());
  }
}
