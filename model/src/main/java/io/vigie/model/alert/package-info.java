/// An [Alert] and the door through which all of them go: [AlertSink]. Rules, checks and foreign
/// senders are on one side, routing and notification on the other. Depends on nothing of the house
/// but labels.
@NullMarked
package io.vigie.model.alert;

import org.jspecify.annotations.NullMarked;
