package io.vigie.ingest.relabel;

import com.google.re2j.PatternSyntaxException;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.relabel.RelabelRule.Drop;
import io.vigie.ingest.relabel.RelabelRule.DropEqual;
import io.vigie.ingest.relabel.RelabelRule.HashMod;
import io.vigie.ingest.relabel.RelabelRule.Keep;
import io.vigie.ingest.relabel.RelabelRule.KeepEqual;
import io.vigie.ingest.relabel.RelabelRule.LabelDrop;
import io.vigie.ingest.relabel.RelabelRule.LabelKeep;
import io.vigie.ingest.relabel.RelabelRule.LabelMap;
import io.vigie.ingest.relabel.RelabelRule.Lowercase;
import io.vigie.ingest.relabel.RelabelRule.Replace;
import io.vigie.ingest.relabel.RelabelRule.Source;
import io.vigie.ingest.relabel.RelabelRule.Uppercase;
import io.vigie.model.metric.NameValidation;
import io.vigie.model.metric.RegexMatcher;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads one entry of a `relabel_configs` list and checks that its action has what it needs and
/// nothing that it would ignore.
public final class RelabelRuleReader {
  private static final String DEFAULT_REPLACEMENT = "$1";
  private static final RegexMatcher DEFAULT_REGEX = RegexMatcher.compile("(.*)");
  private static final Set<String> ACTIONS =
      Set.of(
          "replace",
          "keep",
          "drop",
          "keepequal",
          "dropequal",
          "hashmod",
          "labelmap",
          "labeldrop",
          "labelkeep",
          "lowercase",
          "uppercase");

  /// Actions that write to, or compare with, one label.
  private static final Set<String> WITH_TARGET =
      Set.of("replace", "hashmod", "lowercase", "uppercase", "keepequal", "dropequal");

  /// ASCII names in which `$1` or `${name}` may stand for a part.
  private static final Pattern LEGACY_NAME_TEMPLATE =
      Pattern.compile("(?:(?:[a-zA-Z_]|\\$(?:\\{\\w+}|\\w+))\\w*)+");

  private final MappingReader reader;
  private final NameValidation validation;
  private final String action;
  private final List<String> sourceLabels;
  private final String separator;
  private final RegexMatcher regex;
  private final boolean regexGiven;
  private final long modulus;
  private final String target;
  private final String replacement;

  private RelabelRuleReader(MappingReader reader, NameValidation validation) {
    this.reader = reader;
    this.validation = validation;
    this.sourceLabels = reader.strings("source_labels");
    this.separator = reader.string("separator", Source.DEFAULT_SEPARATOR);
    this.regexGiven = reader.keys().contains("regex");
    this.regex =
        reader.value(
            "regex",
            DEFAULT_REGEX,
            RegexMatcher.compile(""),
            RelabelRuleReader::parseRegex,
            RegexMatcher::toString);
    this.modulus =
        reader.value("modulus", 0L, 0L, RelabelRuleReader::parseModulus, Long::toUnsignedString);
    this.target = reader.string("target_label");
    this.replacement = reader.string("replacement", DEFAULT_REPLACEMENT);
    this.action =
        reader.value("action", "replace", "", RelabelRuleReader::parseAction, name -> name);
    reader.finish();
  }

  /// @param validation which texts are label names
  /// @throws ConfigException if the rule makes no sense
  public static RelabelRule read(MappingReader reader, NameValidation validation) {
    RelabelRuleReader rule = new RelabelRuleReader(reader, validation);
    rule.check();
    return rule.rule();
  }

  /// A whole list under a key.
  ///
  /// @param nullProblem what to say of an empty entry
  public static List<RelabelRule> readList(
      MappingReader owner, String key, String nullProblem, NameValidation validation) {
    Function<MappingReader, RelabelRule> read = reader -> read(reader, validation);
    return owner.list(key, nullProblem, read);
  }

  private static RegexMatcher parseRegex(String text) {
    try {
      return RegexMatcher.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("error parsing regexp: " + e.getDescription(), e);
    }
  }

  private static long parseModulus(String text) {
    BigInteger number;
    try {
      number = new BigInteger(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(ByteTexts.quote(text) + " is not a whole number", e);
    }
    if (number.signum() < 0 || number.bitLength() > 64) {
      throw new IllegalArgumentException(text + " is not between 0 and 2^64 - 1");
    }
    return number.longValue();
  }

  private static String parseAction(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (!ACTIONS.contains(name)) {
      throw new IllegalArgumentException("unknown relabel action " + ByteTexts.quote(text));
    }
    return name;
  }

  private void check() {
    if (action.isEmpty()) {
      throw reader.error("relabel action cannot be empty");
    }
    if (modulus == 0 && action.equals("hashmod")) {
      throw reader.error("relabel configuration for hashmod requires non-zero modulus");
    }
    if (WITH_TARGET.contains(action)) {
      checkTarget();
    }
    checkReplacement();
    checkOnlyUsedFields();
  }

  private void checkTarget() {
    if (target.isEmpty()) {
      throw reader.error(
          "relabel configuration for " + action + " action requires 'target_label' value");
    }
    boolean isTemplate = action.equals("replace") && target.contains("$");
    boolean valid = isTemplate ? isNameTemplate(target) : validation.isValidLabelName(target);
    if (!valid) {
      throw reader.error(
          "target_label",
          ByteTexts.quote(target) + " is invalid 'target_label' for " + action + " action");
    }
  }

  private void checkReplacement() {
    boolean unused =
        WITH_TARGET.contains(action) && !action.equals("replace") && !action.equals("hashmod");
    if (unused && !replacement.equals(DEFAULT_REPLACEMENT)) {
      throw reader.error("replacement", "'replacement' can not be set for " + action + " action");
    }
    if (action.equals("labelmap") && !isNameTemplate(replacement)) {
      throw reader.error(
          "replacement",
          ByteTexts.quote(replacement) + " is invalid 'replacement' for " + action + " action");
    }
  }

  private boolean isNameTemplate(String text) {
    return switch (validation) {
      case UTF8 -> validation.isValidLabelName(text);
      case LEGACY -> LEGACY_NAME_TEMPLATE.matcher(text).matches();
    };
  }

  private void checkOnlyUsedFields() {
    boolean others =
        modulus != 0
            || !separator.equals(Source.DEFAULT_SEPARATOR)
            || !replacement.equals(DEFAULT_REPLACEMENT);
    if (Set.of("keepequal", "dropequal").contains(action) && (regexGiven || others)) {
      throw reader.error(
          action + " action requires only 'source_labels' and `target_label`, and no other fields");
    }
    if (Set.of("labeldrop", "labelkeep").contains(action)
        && (!sourceLabels.isEmpty() || !target.isEmpty() || others)) {
      throw reader.error(action + " action requires only 'regex', and no other fields");
    }
  }

  private RelabelRule rule() {
    Source source = new Source(sourceLabels, separator);
    return switch (action) {
      case "replace" -> new Replace(source, regex, target, replacement, validation);
      case "keep" -> new Keep(source, regex);
      case "drop" -> new Drop(source, regex);
      case "keepequal" -> new KeepEqual(source, target);
      case "dropequal" -> new DropEqual(source, target);
      case "hashmod" -> new HashMod(source, target, modulus);
      case "labelmap" -> new LabelMap(regex, replacement);
      case "labeldrop" -> new LabelDrop(regex);
      case "labelkeep" -> new LabelKeep(regex);
      case "lowercase" -> new Lowercase(source, target);
      case "uppercase" -> new Uppercase(source, target);
      default -> throw new IllegalStateException("unknown action " + action);
    };
  }
}
