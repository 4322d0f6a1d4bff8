/// Rule files as they are written: strictly read, with positions for messages. Start at
/// [RuleFileReader]; depends on `config` and `promql`.
@NullMarked
package io.vigie.rules.file;

import org.jspecify.annotations.NullMarked;
