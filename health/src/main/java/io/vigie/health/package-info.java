/// What checks of services and the server's own health have in common. Start at
/// [io.vigie.health.check.Checks].
@NullMarked
package io.vigie.health;

import org.jspecify.annotations.NullMarked;
