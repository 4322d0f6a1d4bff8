package io.vigie.template.exec;

import io.vigie.template.Limits;
import io.vigie.template.value.FunctionFailure;

/// The output of one execution, and what is left of its limits.
final class Budget {
  private final Limits limits;
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private int steps;

  Budget(Limits limits) {
    this.limits = limits;
  }

  void write(String text) {
    if (out.length() + text.length() > limits.outputLength()) {
      throw new FunctionFailure("output longer than " + limits.outputLength() + " characters");
    }
    out.append(text);
  }

  void step() {
    if (++steps > limits.steps()) {
      throw new FunctionFailure("more than " + limits.steps() + " steps");
    }
  }

  void enter() {
    if (++depth > limits.depth()) {
      throw new FunctionFailure("exceeded maximum template depth (" + limits.depth() + ")");
    }
  }

  void leave() {
    depth--;
  }

  /// A text that a function made: doubled again and again, it would not reach the output check.
  void checkLength(String text) {
    if (text.length() > limits.outputLength()) {
      throw new FunctionFailure("text longer than " + limits.outputLength() + " characters");
    }
  }

  String output() {
    return out.toString();
  }
}
