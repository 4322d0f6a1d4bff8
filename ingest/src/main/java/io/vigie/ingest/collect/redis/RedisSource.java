package io.vigie.ingest.collect.redis;

import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.CollectorSource;
import io.vigie.outbound.redis.RedisAddress;

/// A Redis server, or one that speaks as it does.
public record RedisSource(RedisAddress address) implements CollectorSource {
  /// The key that it is configured under.
  public static final String KIND = "redis";

  /// Reads and finishes the mapping.
  public static RedisSource read(MappingReader reader) {
    RedisSource source = new RedisSource(RedisAddress.read(reader));
    reader.finish();
    return source;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String usualJob() {
    return "redis";
  }

  @Override
  public String usualInstance() {
    return address.server().toString();
  }

  @Override
  public Collector open(Surroundings surroundings) {
    return new RedisCollector(address, surroundings.timeout(), surroundings.clock());
  }
}
