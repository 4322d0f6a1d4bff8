/// From a group of alerts to messages that arrive. Start at [Pipeline]: the stages in the order in
/// which they run, each one small class. Depends on `receiver`, `mute`, `interval`, `store`.
@NullMarked
package io.vigie.alerts.notify;

import org.jspecify.annotations.NullMarked;
