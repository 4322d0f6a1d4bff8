/// What Amazon CloudWatch knows, as cloudwatch_exporter shows it. Start at [CloudWatchCollector];
/// [ReadyService] says which metrics of which service are asked for. The SDK is known here alone,
/// and none of its classes is loaded before a collector is opened.
@NullMarked
package io.vigie.ingest.collect.cloudwatch;

import org.jspecify.annotations.NullMarked;
