package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The machine's clock, to be compared with others', and its time zone.
record SystemTime(InstantSource clock) implements HostSource {
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ROOT);

  @Override
  public void collect(ExpositionWriter out) {
    Instant now = clock.instant();
    out.gauge("node_time_seconds", "System time in seconds since epoch (1970).")
        .add(now.getEpochSecond() + now.getNano() / 1e9);
    ZonedDateTime local = now.atZone(ZoneId.systemDefault());
    out.gauge("node_time_zone_offset_seconds", "System time zone offset in seconds.")
        .add(local.getOffset().getTotalSeconds(), "time_zone", ZONE.format(local));
  }
}
