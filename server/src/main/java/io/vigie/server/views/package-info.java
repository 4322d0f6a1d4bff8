/// Metrics as applications ask for them: named fields, each of which is an expression. Start at
/// [View].
@NullMarked
package io.vigie.server.views;

import org.jspecify.annotations.NullMarked;
