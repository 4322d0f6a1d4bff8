package io.vigie.server.http.v1;

import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.ingest.relabel.RelabelRule.Source;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;

/// A step of relabelling as JSON, with the keys of the configuration.
final class RelabelRuleJson {
  private static final String ANYTHING = "(.*)";
  private static final String FIRST_GROUP = "$1";
  private static final Source NO_SOURCE = Source.of();

  private RelabelRuleJson() {}

  static void write(RelabelRule rule, JsonWriter json) throws IOException {
    json.beginObject();
    switch (rule) {
      case RelabelRule.Replace(var source, var regex, var target, var replacement, _) ->
          fields(source, regex.toString(), 0, target, replacement, json);
      case RelabelRule.Keep(var source, var regex) ->
          fields(source, regex.toString(), 0, "", FIRST_GROUP, json);
      case RelabelRule.Drop(var source, var regex) ->
          fields(source, regex.toString(), 0, "", FIRST_GROUP, json);
      case RelabelRule.KeepEqual(var source, var target) ->
          fields(source, ANYTHING, 0, target, FIRST_GROUP, json);
      case RelabelRule.DropEqual(var source, var target) ->
          fields(source, ANYTHING, 0, target, FIRST_GROUP, json);
      case RelabelRule.HashMod(var source, var target, long modulus) ->
          fields(source, ANYTHING, modulus, target, FIRST_GROUP, json);
      case RelabelRule.LabelMap(var regex, var replacement) ->
          fields(NO_SOURCE, regex.toString(), 0, "", replacement, json);
      case RelabelRule.LabelDrop(var regex) ->
          fields(NO_SOURCE, regex.toString(), 0, "", FIRST_GROUP, json);
      case RelabelRule.LabelKeep(var regex) ->
          fields(NO_SOURCE, regex.toString(), 0, "", FIRST_GROUP, json);
      case RelabelRule.Lowercase(var source, var target) ->
          fields(source, ANYTHING, 0, target, FIRST_GROUP, json);
      case RelabelRule.Uppercase(var source, var target) ->
          fields(source, ANYTHING, 0, target, FIRST_GROUP, json);
    }
    json.name("action").string(rule.action()).endObject();
  }

  private static void fields(
      Source source,
      String regex,
      long modulus,
      String targetLabel,
      String replacement,
      JsonWriter json)
      throws IOException {
    if (!source.labels().isEmpty()) {
      json.name("source_labels").strings(source.labels());
    }
    json.name("separator").string(source.separator());
    json.name("regex").string(regex);
    if (modulus != 0) {
      json.name("modulus").unsigned(modulus);
    }
    if (!targetLabel.isEmpty()) {
      json.name("target_label").string(targetLabel);
    }
    json.name("replacement").string(replacement);
  }
}
