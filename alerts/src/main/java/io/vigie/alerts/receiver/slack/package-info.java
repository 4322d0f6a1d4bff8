/// `slack_configs`: a message with one attachment, by webhook or app, changed in place where
/// wanted.
@NullMarked
package io.vigie.alerts.receiver.slack;

import org.jspecify.annotations.NullMarked;
