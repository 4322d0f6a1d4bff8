package io.vigie.alerts.notify;

import java.time.Duration;

/// How many messages a receiver's integrations send in a while, each for itself. What is too much
/// is held back, and told in one digest at the end.
///
/// @param receiver name
/// @param messages at most so many in a window
/// @param window begins with the first message after the last window's end
/// @param exempt what is as bad as this, or worse, is always sent at once; empty for nothing
public record MessageBudget(String receiver, int messages, Duration window, String exempt) {}
