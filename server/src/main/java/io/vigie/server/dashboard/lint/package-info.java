/// What the linter finds in the queries of dashboards. Start at [DashboardLint]; depends on
/// `server.dashboard`, `promql` and `rules.lint`.
@NullMarked
package io.vigie.server.dashboard.lint;

import org.jspecify.annotations.NullMarked;
