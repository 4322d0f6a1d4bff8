package io.vigie.server.dashboard.lint;

import io.vigie.rules.lint.Panel;

/// A query in PromQL of a panel.
///
/// @param refId how the panel calls it
/// @param expression with variables in it
record PanelQuery(Panel panel, String refId, String expression) {
  /// How people find it.
  String name() {
    return "panel \"" + panel.title() + "\"" + (refId.isEmpty() ? "" : ", query " + refId);
  }
}
