/// The ways to reach people, one class each, behind the door [Integration]. An integration sends
/// one message and says how that went; when to send, how often to try again and what was sent
/// before is not its concern.
@NullMarked
package io.vigie.alerts.receiver;

import org.jspecify.annotations.NullMarked;
