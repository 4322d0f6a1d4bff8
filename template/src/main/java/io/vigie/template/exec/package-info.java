/// Executes a tree. Start at `Evaluator`; `Builtins` has the functions that every template knows.
@NullMarked
package io.vigie.template.exec;

import org.jspecify.annotations.NullMarked;
