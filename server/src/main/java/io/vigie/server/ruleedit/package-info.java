/// Changes of rule files made on the pages or by API: one rule, or one group, at a time, found
/// right before it is written, or added. Start at [RuleEditing]; knows `rules` and `config` and
/// nothing of HTTP.
@NullMarked
package io.vigie.server.ruleedit;

import org.jspecify.annotations.NullMarked;
