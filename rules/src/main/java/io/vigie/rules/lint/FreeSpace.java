package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.Selectors;
import io.vigie.rules.file.RuleDefinition;
import java.util.Optional;

/// Free space as the file system counts it, on whatever is mounted.
final class FreeSpace implements Check {
  private static final String FREE = "node_filesystem_free_bytes";

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    boolean isAsked =
        Selectors.in(root).stream()
            .anyMatch(selector ->
                Shapes.metric(selector).equals(FREE)
                    && selector.matchers().stream().noneMatch(m -> m.name().equals("fstype")));
    return isAsked
        ? Problem.note(
            Wording.of(
                "free-space",
                "free counts blocks that only root may use, and read-only or temporary file systems"
                    + " fire too; ask for avail, and leave out"
                    + " fstype=~\"tmpfs|overlay|squashfs|ramfs\""),
            Printer.print(root).replace(FREE, "node_filesystem_avail_bytes"))
        : Optional.empty();
  }
}
