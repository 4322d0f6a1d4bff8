/// Strict reading of YAML files: every wrong key or value is an error with file, line and column.
/// Start at [MappingReader], which a section's own reader asks key by key; a whole file becomes one
/// through [YamlFile]. What was read, defaults included, can be printed again ([EffectiveMapping]).
/// Depends on nothing but the YAML parser.
@NullMarked
package io.vigie.config.yaml;

import org.jspecify.annotations.NullMarked;
