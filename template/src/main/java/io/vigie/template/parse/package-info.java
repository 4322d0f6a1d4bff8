/// From template text to a tree. Start at `Parser`; `Lexer` gives it tokens, `Node` is the tree.
@NullMarked
package io.vigie.template.parse;

import org.jspecify.annotations.NullMarked;
