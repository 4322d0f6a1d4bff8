package io.vigie.promql.ast;

import java.util.List;
import java.util.OptionalDouble;

/// How the elements of two instant vectors find each other. Has no effect where an operand is a
/// scalar.
///
/// @param cardinality how many elements of one side may meet how many of the other
/// @param on whether `labels` are the ones that must agree, rather than the ones ignored
/// @param labels the labels of the `on` or `ignoring` clause
/// @param include labels that the result takes from the side with one element
/// @param fill what stands in for a missing element
public record VectorMatching(
    Cardinality cardinality, boolean on, List<String> labels, List<String> include, Fill fill) {
  /// How many elements of the left side meet how many of the right.
  public enum Cardinality {
    ONE_TO_ONE("one-to-one"),
    /// `group_left`: the left side has the many.
    MANY_TO_ONE("many-to-one"),
    /// `group_right`: the right side has the many.
    ONE_TO_MANY("one-to-many"),
    /// Set operators.
    MANY_TO_MANY("many-to-many");

    private final String id;

    Cardinality(String id) {
      this.id = id;
    }

    /// The name in JSON.
    public String id() {
      return id;
    }
  }

  /// Values that stand in for elements without a partner (`fill`, `fill_left`, `fill_right`).
  ///
  /// @param left stands in on the left side, if present
  /// @param right stands in on the right side, if present
  public record Fill(OptionalDouble left, OptionalDouble right) {
    public static final Fill NONE = new Fill(OptionalDouble.empty(), OptionalDouble.empty());

    public boolean isNone() {
      return left.isEmpty() && right.isEmpty();
    }
  }

  /// All labels must agree, one element on either side.
  public static final VectorMatching DEFAULT =
      new VectorMatching(Cardinality.ONE_TO_ONE, false, List.of(), List.of(), Fill.NONE);

  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  public VectorMatching withCardinality(Cardinality other) {
    return new VectorMatching(other, on, labels, include, fill);
  }

  public VectorMatching withFill(Fill other) {
    return new VectorMatching(cardinality, on, labels, include, other);
  }
}
