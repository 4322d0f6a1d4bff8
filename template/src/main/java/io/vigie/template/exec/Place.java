package io.vigie.template.exec;

import io.vigie.template.fmt.Quoting;
import io.vigie.template.parse.Definition;
import io.vigie.template.parse.Node;

/// Where the execution is, for its errors.
final class Place {
  private Definition definition;
  private Node node;

  Place(Definition definition) {
    this.definition = definition;
    node = definition.body();
  }

  void at(Node newNode) {
    node = newNode;
  }

  Node node() {
    return node;
  }

  /// Gives the template that was current.
  Definition enter(Definition entered) {
    Definition left = definition;
    definition = entered;
    return left;
  }

  ExecutionException failure(String reason) {
    return new ExecutionException(message(reason));
  }

  ExecutionException failure(String reason, Throwable cause) {
    return new ExecutionException(message(reason), cause);
  }

  private String message(String reason) {
    return "template: %s: executing %s at <%s>: %s"
        .formatted(
            definition.source().location(node.position()),
            Quoting.quote(definition.name()),
            node,
            reason);
  }
}
