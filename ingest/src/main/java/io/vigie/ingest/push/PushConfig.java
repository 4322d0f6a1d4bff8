package io.vigie.ingest.push;

import io.vigie.config.yaml.MappingReader;

/// Which ways in are open. Without a word none is: whoever can push can write what graphs and
/// alerts rest on.
///
/// @param pushgateway whether `/metrics/job/…` is taken
/// @param imports whether `/api/v1/import` is taken
/// @param influx whether InfluxDB's line protocol is taken
public record PushConfig(boolean pushgateway, boolean imports, boolean influx) {
  public static final PushConfig NONE = new PushConfig(false, false, false);

  /// Reads the section `vigie.push`.
  public static PushConfig read(MappingReader reader) {
    PushConfig config =
        new PushConfig(
            reader.bool("pushgateway", false),
            reader.bool("import", false),
            reader.bool("influx", false));
    reader.finish();
    return config;
  }
}
