package io.vigie.promql.explain;

import io.vigie.promql.ast.Expr;
import java.util.IdentityHashMap;
import java.util.Optional;

/// How a query came to its answer, or how far it came. Immutable.
///
/// The tree is the one that was evaluated: durations are numbers, `start()` and the like too, and
/// parentheses around arguments are gone.
public final class Explanation {
  private final Expr tree;
  private final IdentityHashMap<Expr, NodeExplanation> nodes = new IdentityHashMap<>();

  /// @param nodes by identity: two nodes that look alike are two nodes
  public Explanation(Expr tree, IdentityHashMap<Expr, NodeExplanation> nodes) {
    this.tree = tree;
    this.nodes.putAll(nodes);
  }

  public Expr tree() {
    return tree;
  }

  /// What is told about a node of [#tree]; empty for literals and for what was never evaluated.
  public Optional<NodeExplanation> of(Expr node) {
    return Optional.ofNullable(nodes.get(node));
  }
}
