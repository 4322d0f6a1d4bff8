/// What happened to alerts and to the messages about them, for those who ask later. Start at
/// [History]. Reads the event log that `AlertHistory` and the notification pipeline write. Depends
/// on `store`, `matcher`.
@NullMarked
package io.vigie.alerts.history;

import org.jspecify.annotations.NullMarked;
