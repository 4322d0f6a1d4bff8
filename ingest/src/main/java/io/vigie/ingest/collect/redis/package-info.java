/// A Redis server as redis_exporter shows it. Start at [RedisCollector]; [InfoFields] says which
/// field of `INFO` is which metric.
@NullMarked
package io.vigie.ingest.collect.redis;

import org.jspecify.annotations.NullMarked;
