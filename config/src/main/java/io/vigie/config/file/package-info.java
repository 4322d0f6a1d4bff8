/// Files named by patterns, as `rule_files` and `file_sd_configs` have them. Start at
/// [FilePattern]; depends on nothing.
@NullMarked
package io.vigie.config.file;

import org.jspecify.annotations.NullMarked;
