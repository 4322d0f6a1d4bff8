/// Files that the configuration names: by patterns, as `rule_files` and `file_sd_configs` have them
/// (start at [FilePattern]), appended to line by line, replaced as a whole. Depends on nothing.
@NullMarked
package io.vigie.config.file;

import org.jspecify.annotations.NullMarked;
