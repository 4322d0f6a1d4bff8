/// Single values that applications push by hand, each with its type: counters add up, gauges are
/// set, histograms observe. Start at [CustomMetrics].
@NullMarked
package io.vigie.ingest.custom;

import org.jspecify.annotations.NullMarked;
