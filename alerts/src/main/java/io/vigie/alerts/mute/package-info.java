/// What keeps alerts from being notified about: [Inhibitor] (another alert says it already),
/// [Silences] (somebody asked for quiet). Depends on `matcher`, `store` and `model`.
@NullMarked
package io.vigie.alerts.mute;

import org.jspecify.annotations.NullMarked;
