/// What it is that answers where an exposition was expected, so that a broken target says what is
/// wrong with it and what to do. Start at [Strangers] for what was received, at [WireProbe] for who
/// said nothing that HTTP understands; depends on nothing.
@NullMarked
package io.vigie.ingest.recognition;

import org.jspecify.annotations.NullMarked;
