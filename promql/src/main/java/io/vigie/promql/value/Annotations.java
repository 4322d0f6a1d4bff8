package io.vigie.promql.value;

import java.util.ArrayList;
import java.util.List;

/// Remarks beside a result that is usable but doubtful, worded as the HTTP API shows them: with the
/// kind in front and the position in the query behind, for example `PromQL warning: quantile value
/// should be between 0 and 1, got 2 (1:10)`.
///
/// @param warnings what most likely makes the result wrong
/// @param infos what may make the result surprising
public record Annotations(List<String> warnings, List<String> infos) {
  /// No remarks.
  public static final Annotations NONE = new Annotations(List.of(), List.of());

  public Annotations {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  public boolean isEmpty() {
    return warnings.isEmpty() && infos.isEmpty();
  }

  /// The same with more warnings behind.
  public Annotations withWarnings(List<String> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Annotations(all, infos);
  }

  /// At most so many remarks of each kind, the rest counted in a last line, as the HTTP API does.
  ///
  /// @param limit number of remarks of each kind, at least 1
  public Annotations limited(int limit) {
    return new Annotations(limited(warnings, limit, "warning"), limited(infos, limit, "info"));
  }

  private static List<String> limited(List<String> remarks, int limit, String kind) {
    int omitted = remarks.size() - limit;
    if (omitted <= 0) {
      return remarks;
    }
    List<String> shown = new ArrayList<>(remarks.subList(0, limit));
    shown.add(omitted + " more " + kind + " annotations omitted");
    return shown;
  }
}
