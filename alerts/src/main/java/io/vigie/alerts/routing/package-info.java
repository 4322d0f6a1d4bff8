/// Who hears of an alert, together with which others, and when. Start at [Route] (the tree) and
/// [Dispatcher] (the groups and their timers). Depends on `config`, `matcher`, `store`, `receiver`.
@NullMarked
package io.vigie.alerts.routing;

import org.jspecify.annotations.NullMarked;
