package io.vigie.rules.file;

import io.vigie.model.metric.NameValidation;
import io.vigie.promql.parse.ParserOptions;

/// How rule files are read.
///
/// @param ignoreUnknownFields accept keys that nobody knows
/// @param validation which names labels and metrics may have
/// @param parser which features expressions may use
public record RuleFileOptions(
    boolean ignoreUnknownFields, NameValidation validation, ParserOptions parser) {
  public static final RuleFileOptions DEFAULT =
      new RuleFileOptions(false, NameValidation.UTF8, ParserOptions.DEFAULT);

  public RuleFileOptions withIgnoreUnknownFields(boolean other) {
    return new RuleFileOptions(other, validation, parser);
  }

  public RuleFileOptions withValidation(NameValidation other) {
    return new RuleFileOptions(ignoreUnknownFields, other, parser);
  }

  public RuleFileOptions withParser(ParserOptions other) {
    return new RuleFileOptions(ignoreUnknownFields, validation, other);
  }
}
