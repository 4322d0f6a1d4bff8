package io.vigie.rules.file;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import java.time.Duration;

/// One rule as written. Two are equal if they mean the same, wherever they stand.
public sealed interface RuleDefinition {
  /// Name of the metric recorded, or of the alert.
  String name();

  /// What is asked.
  RuleExpression expression();

  /// Those of the group with those of the rule on top.
  Labels labels();

  /// Where it stands.
  Place place();

  /// `record`: the answer is stored as a series of its own.
  record Recording(String name, RuleExpression expression, Labels labels, Place place)
      implements RuleDefinition {}

  /// `alert`: every series of the answer is a condition that somebody should know about.
  ///
  /// @param labels with templates as values
  /// @param annotations with templates as values
  /// @param hold how long the condition must hold before it fires (`for`)
  /// @param keepFiring how long it goes on firing after the condition ended (`keep_firing_for`)
  record Alerting(
      String name,
      RuleExpression expression,
      Labels labels,
      Labels annotations,
      Duration hold,
      Duration keepFiring,
      Place place)
      implements RuleDefinition {}

  /// A rule's expression.
  ///
  /// @param text as Prometheus prints it, so that two ways of writing the same are equal
  /// @param tree with places in the text as written
  /// @param written the text of the file
  record RuleExpression(String text, Expr tree, String written) {
    static RuleExpression of(Expr tree, String written) {
      return new RuleExpression(Printer.print(tree), tree, written);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RuleExpression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /// Where a rule stands; all places are equal, so that moving a rule does not change it.
  ///
  /// @param line of the rule, from 1
  /// @param expressionLine of its expression, from 1
  record Place(int line, int expressionLine) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Place;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
