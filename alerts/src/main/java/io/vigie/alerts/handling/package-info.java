/// What people do about an alert: acknowledge it, write notes, say that it is over. Start at
/// [Handlings]; `AlertHandling` in the room's root is the way in. Depends on `store`.
@NullMarked
package io.vigie.alerts.handling;

import org.jspecify.annotations.NullMarked;
