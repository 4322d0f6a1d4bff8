/// What the linter of rules may know in a server, and on the command line: the samples in the store
/// and who is told of alerts. Start at [RuleLinting]; knows `rules` and `alerts` and nothing of
/// HTTP.
@NullMarked
package io.vigie.server.lint;

import org.jspecify.annotations.NullMarked;
