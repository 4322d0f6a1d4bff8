package io.vigie.ingest.relabel;

import com.google.re2j.Matcher;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.function.Consumer;

/// A rule with everything that can be worked out before the first labels arrive. Thread-safe.
@FunctionalInterface
interface CompiledRule {
  /// @return false if the labels are to be dropped
  boolean apply(LabelEdit labels);

  static CompiledRule of(RelabelRule rule) {
    return switch (rule) {
      case Replace replace -> replace(replace);
      case Keep(var source, var regex) -> labels -> regex.matches(join(source, labels));
      case Drop(var source, var regex) -> labels -> !regex.matches(join(source, labels));
      case KeepEqual(var source, var target) ->
          labels -> labels.get(target).equals(join(source, labels));
      case DropEqual(var source, var target) ->
          labels -> !labels.get(target).equals(join(source, labels));
      case HashMod hashMod -> hashMod(hashMod);
      case LabelMap labelMap -> labelMap(labelMap);
      case LabelDrop(var regex) -> keeping(labels -> labels.removeIf(regex::matches));
      case LabelKeep(var regex) -> keeping(labels -> labels.removeIf(name -> !regex.matches(name)));
      case Lowercase(var source, var target) ->
          keeping(labels -> labels.set(target, join(source, labels).toLowerCase(Locale.ROOT)));
      case Uppercase(var source, var target) ->
          keeping(labels -> labels.set(target, join(source, labels).toUpperCase(Locale.ROOT)));
    };
  }

  private static CompiledRule keeping(Consumer<LabelEdit> change) {
    return labels -> {
      change.accept(labels);
      return true;
    };
  }

  private static CompiledRule replace(Replace rule) {
    var pattern = rule.regex().pattern();
    var target = ReplacementTemplate.compile(rule.targetLabel(), pattern);
    var replacement = ReplacementTemplate.compile(rule.replacement(), pattern);
    boolean checkName = !target.isConstant();
    return keeping(labels -> {
      Matcher match = pattern.matcher(join(rule.source(), labels));
      if (match.matches()) {
        String name = target.expand(match);
        if (!checkName || rule.validation().isValidLabelName(name)) {
          labels.set(name, replacement.expand(match));
        }
      }
    });
  }

  private static CompiledRule labelMap(LabelMap rule) {
    var replacement = ReplacementTemplate.compile(rule.replacement(), rule.regex().pattern());
    return keeping(labels ->
        labels
            .labels()
            .forEach((name, value) -> {
              Matcher match = rule.regex().pattern().matcher(name);
              if (match.matches()) {
                labels.set(replacement.expand(match), value);
              }
            }));
  }

  private static CompiledRule hashMod(HashMod rule) {
    return keeping(labels -> {
      long hash = lastEightBytesOfMd5(join(rule.source(), labels));
      labels.set(
          rule.targetLabel(), Long.toUnsignedString(Long.remainderUnsigned(hash, rule.modulus())));
    });
  }

  private static long lastEightBytesOfMd5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong(8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has MD5", e);
    }
  }

  private static String join(Source source, LabelEdit labels) {
    if (source.labels().size() == 1) {
      return labels.get(source.labels().getFirst());
    }
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < source.labels().size(); i++) {
      joined.append(i == 0 ? "" : source.separator()).append(labels.get(source.labels().get(i)));
    }
    return joined.toString();
  }
}
