package io.vigie.alerts;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.KeySuggestion;
import io.vigie.config.yaml.MappingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Receivers of the alertmanager configuration that the section `vigie` names, each where it
/// stands. The section has been read before, so that everything in it is in its place.
final class ReceiverReferences {
  private final Set<String> known;
  private final List<ConfigException> undefined = new ArrayList<>();

  private ReceiverReferences(Set<String> known) {
    this.known = known;
  }

  /// What there is to say of names that no receiver has, in the order of the file's keys.
  static List<ConfigException> undefined(MappingReader section, Set<String> known) {
    ReceiverReferences references = new ReceiverReferences(known);
    references.look(section);
    return references.undefined;
  }

  private void look(MappingReader section) {
    section.optionalMapping("silences").ifPresent(silences -> check(silences, "warn_receiver"));
    section
        .optionalMapping("users")
        .ifPresent(
            users -> users.keys().forEach(name -> checkAll(users.mapping(name), "contacts")));
    section.list(
        "escalation",
        "",
        policy -> {
          policy.list("levels", "", level -> checkAll(level, "notify"));
          return policy;
        });
    checkAll(section, "budgets");
  }

  private MappingReader checkAll(MappingReader reader, String key) {
    reader.list(
        key,
        "",
        item -> {
          check(item, "receiver");
          return item;
        });
    return reader;
  }

  private void check(MappingReader reader, String key) {
    String name = reader.string(key);
    if (!name.isEmpty() && !known.contains(name)) {
      undefined.add(
          reader.error(
              key,
              "%s.%s: there is no receiver \"%s\" in the alertmanager configuration%s"
                  .formatted(reader.path(), key, name, remedy(name))));
    }
  }

  private String remedy(String name) {
    return known.isEmpty() ? "; there are none" : KeySuggestion.suffix(name, known);
  }
}
