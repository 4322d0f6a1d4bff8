package io.vigie.ingest.scrape;

import io.vigie.config.yaml.ByteSizes;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.model.metric.NameValidation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keys that stand in `global` as well as in each job.
public final class ScrapeKeys {
  private ScrapeKeys() {}

  /// `metric_name_validation_scheme`; empty if the block does not say.
  public static Optional<NameValidation> nameValidation(MappingReader reader) {
    return reader.value(
        "metric_name_validation_scheme",
        Optional.empty(),
        Optional.empty(),
        ScrapeKeys::parseValidation,
        scheme -> scheme.map(s -> s.name().toLowerCase(Locale.ROOT)).orElse(""));
  }

  private static Optional<NameValidation> parseValidation(String text) {
    return switch (text) {
      case "utf8" -> Optional.of(NameValidation.UTF8);
      case "legacy" -> Optional.of(NameValidation.LEGACY);
      case "" -> Optional.empty();
      default ->
          throw new IllegalArgumentException(
              "unrecognized ValidationScheme: " + ByteTexts.quote(text));
    };
  }

  /// `metric_name_escaping_scheme`; empty if the block does not say.
  ///
  /// @param scope `global` or `scrape config`, for the message
  public static Optional<NameEscaping> nameEscaping(MappingReader reader, String scope) {
    return reader.value(
        "metric_name_escaping_scheme",
        Optional.empty(),
        Optional.empty(),
        text -> parseEscaping(text, scope),
        escaping -> escaping.map(NameEscaping::configName).orElse(""));
  }

  private static Optional<NameEscaping> parseEscaping(String text, String scope) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<NameEscaping> known =
        Arrays.stream(NameEscaping.values())
            .filter(escaping -> escaping.configName().equals(text))
            .findFirst();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown "
              + scope
              + " name escaping method specified, must be one of 'allow-utf-8', 'underscores',"
              + " 'dots', or 'values', got "
              + ByteTexts.quote(text));
    }
    return known;
  }

  /// `scrape_protocols`; an empty list if the block does not say.
  ///
  /// @param scope end of the message: `for global config`
  public static List<ScrapeProtocol> scrapeProtocols(MappingReader reader, String scope) {
    String key = "scrape_protocols";
    List<String> names = reader.strings(key);
    List<ScrapeProtocol> protocols = new ArrayList<>();
    for (String name : names) {
      ScrapeProtocol protocol =
          ScrapeProtocol.ofConfigName(name)
              .orElseThrow(() ->
                  reader.error(key, "scrape_protocols: " + unknownProtocol(name) + " " + scope));
      if (protocols.contains(protocol)) {
        throw reader.error(
            key,
            "duplicated protocol in scrape_protocols, got ["
                + String.join(" ", names)
                + "] "
                + scope);
      }
      protocols.add(protocol);
    }
    if (names.isEmpty() && reader.has(key)) {
      throw reader.error(key, "scrape_protocols cannot be empty " + scope);
    }
    return protocols;
  }

  static String unknownProtocol(String name) {
    return "unknown scrape protocol "
        + name
        + ", supported: "
        + Arrays.stream(ScrapeProtocol.values())
            .map(ScrapeProtocol::configName)
            .sorted()
            .collect(Collectors.joining(" ", "[", "]"));
  }

  /// The limits that a job inherits where it says 0 or nothing.
  public static ScrapeLimits limits(MappingReader reader, ScrapeLimits inherited) {
    return new ScrapeLimits(
        inheritedSize(reader, inherited.bodySizeBytes()),
        inherited(reader, "sample_limit", inherited.samples()),
        inherited(reader, "label_limit", inherited.labels()),
        inherited(reader, "label_name_length_limit", inherited.labelNameLength()),
        inherited(reader, "label_value_length_limit", inherited.labelValueLength()),
        inherited(reader, "target_limit", inherited.targets()),
        inherited(reader, "keep_dropped_targets", inherited.keptDroppedTargets()),
        0);
  }

  private static long inheritedSize(MappingReader reader, long inherited) {
    long given = reader.sizeBytes("body_size_limit", inherited);
    if (given != 0 || inherited == 0) {
      return given;
    }
    reader.note("body_size_limit", ByteSizes.format(inherited), true);
    return inherited;
  }

  private static long inherited(MappingReader reader, String key, long inherited) {
    long given = reader.count(key, inherited);
    if (given != 0 || inherited == 0) {
      return given;
    }
    reader.note(key, inherited, true);
    return inherited;
  }
}
