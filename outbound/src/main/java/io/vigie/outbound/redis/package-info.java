/// Going to a Redis server as configured: a few commands in RESP, version 2, which every Redis,
/// Valkey and KeyDB speaks. Start at [RedisAddress].
@NullMarked
package io.vigie.outbound.redis;

import org.jspecify.annotations.NullMarked;
