package io.vigie.ingest.relabel;

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
import io.vigie.model.metric.RegexMatcher;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A rule as its keys and values again, as `/api/v1/targets/relabel_steps` shows it.
public final class RelabelRuleSettings {
  private RelabelRuleSettings() {}

  /// Values are texts, a list of texts (`source_labels`) and a number (`modulus`).
  public static Map<String, Object> of(RelabelRule rule) {
    Map<String, Object> settings = new LinkedHashMap<>();
    switch (rule) {
      case Replace r -> {
        put(settings, r.source(), r.regex(), r.targetLabel());
        settings.put("replacement", r.replacement());
      }
      case Keep(var source, var regex) -> put(settings, source, regex, "");
      case Drop(var source, var regex) -> put(settings, source, regex, "");
      case KeepEqual(var source, var target) -> put(settings, source, null, target);
      case DropEqual(var source, var target) -> put(settings, source, null, target);
      case HashMod(var source, var target, long modulus) -> {
        put(settings, source, null, target);
        settings.put("modulus", modulus);
      }
      case LabelMap(var regex, var replacement) -> {
        settings.put("regex", regex.toString());
        settings.put("replacement", replacement);
      }
      case LabelDrop(var regex) -> settings.put("regex", regex.toString());
      case LabelKeep(var regex) -> settings.put("regex", regex.toString());
      case Lowercase(var source, var target) -> put(settings, source, null, target);
      case Uppercase(var source, var target) -> put(settings, source, null, target);
    }
    settings.putIfAbsent("separator", Source.DEFAULT_SEPARATOR);
    settings.putIfAbsent("regex", "(.*)");
    settings.putIfAbsent("replacement", "$1");
    settings.put("action", rule.action());
    return settings;
  }

  private static void put(
      Map<String, Object> settings, Source source, @Nullable RegexMatcher regex, String target) {
    if (!source.labels().isEmpty()) {
      settings.put("source_labels", source.labels());
    }
    settings.put("separator", source.separator());
    if (regex != null) {
      settings.put("regex", regex.toString());
    }
    if (!target.isEmpty()) {
      settings.put("target_label", target);
    }
  }
}
