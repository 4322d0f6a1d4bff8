package io.vigie.server.config;

import io.vigie.config.http.ReservedHeaders;
import io.vigie.config.http.TlsConfigReader;
import io.vigie.config.yaml.ByteSizes;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.otlp.OtlpConfig;
import io.vigie.ingest.otlp.OtlpConfig.TranslationStrategy;
import io.vigie.model.metric.NameValidation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the smaller sections: `storage`, `otlp`, `tracing`.
final class SectionReaders {
  private static final long DEFAULT_MAX_EXEMPLARS = 100_000;

  private SectionReaders() {}

  static StorageConfig storage(MappingReader reader, Optional<VigieSection> vigie) {
    MappingReader tsdb = reader.mapping("tsdb");
    Duration outOfOrder = tsdb.duration("out_of_order_time_window", Duration.ZERO);
    double staleThreshold = tsdb.number("stale_series_compaction_threshold", 0);
    MappingReader encoding = tsdb.mapping("chunk_encoding");
    String floats = encoding.string("floats");
    encoding.finish();
    StorageConfig.Retention retention = retention(tsdb.mapping("retention"));
    tsdb.finish();
    MappingReader exemplars = reader.mapping("exemplars");
    long maxExemplars =
        exemplars.wholeNumber(
            "max_exemplars", DEFAULT_MAX_EXEMPLARS, Long.MIN_VALUE, Long.MAX_VALUE);
    exemplars.finish();
    reader.finish();
    if (!Set.of("", "xor", "xor2").contains(floats)) {
      throw encoding.error(
          "floats",
          "'storage.tsdb.chunk_encoding.floats' must be 'xor' or 'xor2', or the field must be"
              + " omitted entirely, got "
              + ByteTexts.quote(floats));
    }
    return new StorageConfig(
        outOfOrder,
        staleThreshold,
        floats,
        retention,
        maxExemplars,
        vigie.map(StoreRulesReader::retention).orElse(List.of()),
        vigie.map(StoreRulesReader::limits).orElse(List.of()));
  }

  private static StorageConfig.Retention retention(MappingReader reader) {
    Duration time = reader.duration("time", Duration.ZERO);
    long sizeBytes = reader.sizeBytes("size", 0);
    double percentage = reader.number("percentage", 0);
    reader.finish();
    if (sizeBytes < 0) {
      throw reader.error(
          "size",
          "'storage.tsdb.retention.size' must be greater than or equal to 0, got "
              + ByteSizes.format(sizeBytes));
    }
    if (!(percentage >= 0 && percentage <= 100)) {
      throw reader.error(
          "percentage",
          "'storage.tsdb.retention.percentage' must be in the range [0, 100], got " + percentage);
    }
    return new StorageConfig.Retention(time, sizeBytes, percentage);
  }

  static OtlpConfig otlp(MappingReader reader, NameValidation validation) {
    boolean promoteAll = reader.bool("promote_all_resource_attributes", false);
    List<String> promoted = reader.strings("promote_resource_attributes");
    List<String> ignored = reader.strings("ignore_resource_attributes");
    TranslationStrategy strategy =
        reader.value(
            "translation_strategy",
            TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES,
            TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES,
            SectionReaders::translationStrategy,
            TranslationStrategy::configName);
    var config =
        new OtlpConfig(
            promoteAll,
            attributes(reader, "promote_resource_attributes", promoted, "promoted"),
            attributes(reader, "ignore_resource_attributes", ignored, "ignored"),
            strategy,
            reader.bool("keep_identifying_resource_attributes", false),
            reader.bool("convert_histograms_to_nhcb", false),
            reader.bool("promote_scope_metadata", false),
            reader.bool("label_name_underscore_sanitization", true),
            reader.bool("label_name_preserve_multiple_underscores", true));
    reader.finish();
    checkOtlp(reader, config, validation);
    return config;
  }

  private static TranslationStrategy translationStrategy(String text) {
    return Arrays.stream(TranslationStrategy.values())
        .filter(strategy -> strategy.configName().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unsupported OTLP translation strategy " + ByteTexts.quote(text)));
  }

  private static void checkOtlp(
      MappingReader reader, OtlpConfig config, NameValidation validation) {
    if (config.promoteAllResourceAttributes() && !config.promoteResourceAttributes().isEmpty()) {
      throw reader.error(
          "'promote_all_resource_attributes' and 'promote_resource_attributes' cannot be configured"
              + " simultaneously");
    }
    if (!config.promoteAllResourceAttributes() && !config.ignoreResourceAttributes().isEmpty()) {
      throw reader.error(
          "ignore_resource_attributes",
          "'ignore_resource_attributes' cannot be configured unless"
              + " 'promote_all_resource_attributes' is true");
    }
    if (config.translationStrategy().needsUtf8() && validation == NameValidation.LEGACY) {
      throw reader.error(
          "translation_strategy",
          "OTLP translation strategy "
              + ByteTexts.quote(config.translationStrategy().configName())
              + " is not allowed when UTF8 is disabled");
    }
  }

  /// Attribute names without white space around them, none empty, none twice; every problem is
  /// reported.
  private static List<String> attributes(
      MappingReader reader, String key, List<String> given, String adjective) {
    List<String> names = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String text : given) {
      String name = text.strip();
      if (name.isEmpty()) {
        problems.add("empty " + adjective + " OTel resource attribute");
      } else if (names.contains(name)) {
        problems.add(
            "duplicated " + adjective + " OTel resource attribute " + ByteTexts.quote(name));
      } else {
        names.add(name);
      }
    }
    if (!problems.isEmpty()) {
      throw reader.error(key, "invalid '" + key + "': " + String.join("\n", problems));
    }
    reader.note(key, List.copyOf(names), !names.isEmpty());
    return names;
  }

  static TracingConfig tracing(MappingReader reader) {
    var config =
        new TracingConfig(
            reader.string("client_type", "grpc"),
            reader.string("endpoint"),
            reader.number("sampling_fraction", 0),
            reader.bool("insecure", false),
            TlsConfigReader.read(reader.mapping("tls_config")),
            reader.stringMap("headers"),
            reader.string("compression"),
            reader.duration("timeout", Duration.ZERO));
    reader.finish();
    checkTracing(reader, config);
    return config;
  }

  private static void checkTracing(MappingReader reader, TracingConfig config) {
    if (!Set.of("grpc", "http").contains(config.clientType())) {
      throw reader.error(
          "client_type",
          "expected tracing client type to be to be http or grpc, but got " + config.clientType());
    }
    ReservedHeaders.refuse(
        reader, config.headers(), "custom authorization header configuration is not yet supported");
    if (config.endpoint().isEmpty()) {
      throw reader.error("tracing endpoint must be set");
    }
    if (!Set.of("", "gzip").contains(config.compression())) {
      throw reader.error(
          "compression",
          "invalid compression type " + config.compression() + " provided, valid options: gzip");
    }
  }
}
