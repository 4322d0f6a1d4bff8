/// What is told as it happens: one feed of states and alerts, for everybody who listens. Start at
/// `LiveFeed`. How it reaches them is `http.live`; this package knows no protocol.
@NullMarked
package io.vigie.server.live;

import org.jspecify.annotations.NullMarked;
