package io.vigie.ingest.otlp;

import java.util.List;

/// The section `otlp`: what becomes of metrics that come in by OTLP.
///
/// @param promoteResourceAttributes resource attributes that become labels
/// @param ignoreResourceAttributes resource attributes that do not, where all others do
/// @param labelNameUnderscoreSanitization `_x` becomes `key_x`
/// @param labelNamePreserveMultipleUnderscores `a__b` stays as it is
public record OtlpConfig(
    boolean promoteAllResourceAttributes,
    List<String> promoteResourceAttributes,
    List<String> ignoreResourceAttributes,
    TranslationStrategy translationStrategy,
    boolean keepIdentifyingResourceAttributes,
    boolean convertHistogramsToNhcb,
    boolean promoteScopeMetadata,
    boolean labelNameUnderscoreSanitization,
    boolean labelNamePreserveMultipleUnderscores) {
  public OtlpConfig {
    promoteResourceAttributes = List.copyOf(promoteResourceAttributes);
    ignoreResourceAttributes = List.copyOf(ignoreResourceAttributes);
  }

  /// How names are translated.
  public enum TranslationStrategy {
    UNDERSCORE_ESCAPING_WITH_SUFFIXES("UnderscoreEscapingWithSuffixes", false),
    UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES("UnderscoreEscapingWithoutSuffixes", false),
    NO_UTF8_ESCAPING_WITH_SUFFIXES("NoUTF8EscapingWithSuffixes", true),
    NO_TRANSLATION("NoTranslation", true);

    private final String configName;
    private final boolean utf8;

    TranslationStrategy(String configName, boolean utf8) {
      this.configName = configName;
      this.utf8 = utf8;
    }

    /// As written in `translation_strategy`.
    public String configName() {
      return configName;
    }

    /// Whether names may come out that are not plain ASCII names.
    public boolean needsUtf8() {
      return utf8;
    }
  }
}
