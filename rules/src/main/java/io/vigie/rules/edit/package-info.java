/// One rule, or one group, of a rule file as its author wrote it, and the file with another text in
/// its place and every other byte as it was. Start at [RuleFileText]; depends on `rules.file`.
@NullMarked
package io.vigie.rules.edit;

import org.jspecify.annotations.NullMarked;
