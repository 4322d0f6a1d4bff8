/// StatsD, with the tags of DogStatsD: values are collected here and written at every interval.
/// Start at [StatsdReceiver].
@NullMarked
package io.vigie.ingest.statsd;

import org.jspecify.annotations.NullMarked;
