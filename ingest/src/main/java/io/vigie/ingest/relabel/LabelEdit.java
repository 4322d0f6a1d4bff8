package io.vigie.ingest.relabel;

import io.vigie.model.metric.Labels;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Labels that rules change one after the other; copies nothing until the first real change. Not
/// thread-safe.
final class LabelEdit {
  private Labels labels;
  private Labels.@Nullable Builder changes;

  LabelEdit(Labels labels) {
    this.labels = labels;
  }

  String get(String name) {
    return changes == null ? labels.get(name) : changes.get(name);
  }

  /// Sets a label, or removes it if the value is empty.
  void set(String name, String value) {
    if (changes == null) {
      if (labels.get(name).equals(value)) {
        return;
      }
      changes = labels.toBuilder();
    }
    changes.set(name, value);
  }

  void removeIf(Predicate<String> name) {
    Labels before = labels();
    before.forEach((label, _) -> {
      if (name.test(label)) {
        set(label, "");
      }
    });
  }

  /// The labels as they are now.
  Labels labels() {
    if (changes != null) {
      labels = changes.build();
      changes = null;
    }
    return labels;
  }
}
