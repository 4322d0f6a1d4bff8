package io.vigie.server.dashboard.lint;

import io.vigie.rules.lint.Finding;

/// What is found in a query of a panel.
///
/// @param panel its title
/// @param query how the panel calls the query, such as A
/// @param expression as it is written
public record DashboardFinding(String panel, String query, String expression, Finding finding) {
  @Override
  public String toString() {
    return finding + "\n    query: " + expression.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
