package io.vigie.rules.lint;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known of metrics, and of those that rules record what the expression tells: in which
/// unit they are, whether they are a ratio. To be used for one run, by one thread.
final class RecordedMetrics implements KnownMetrics {
  private final KnownMetrics others;
  private final Map<String, List<Expr>> recorded;
  private final Set<String> asked = new HashSet<>();

  private RecordedMetrics(KnownMetrics others, Map<String, List<Expr>> recorded) {
    this.others = others;
    this.recorded = recorded;
  }

  static RecordedMetrics of(List<RuleFile> files, KnownMetrics others) {
    Map<String, List<Expr>> recorded = new HashMap<>();
    for (RuleFile file : files) {
      for (RuleDefinition rule : file.rules()) {
        if (rule instanceof RuleDefinition.Recording recording) {
          recorded
              .computeIfAbsent(recording.name(), _ -> new ArrayList<>())
              .add(recording.expression().tree());
        }
      }
    }
    return new RecordedMetrics(others, recorded);
  }

  @Override
  public Optional<MetricMetadata> metadata(String metric) {
    Optional<MetricMetadata> said = others.metadata(metric);
    // A rule may ask for what it records, also through others.
    if (said.isPresent() || !recorded.containsKey(metric) || !asked.add(metric)) {
      return said;
    }
    try {
      return unit(metric).map(unit -> new MetricMetadata(MetricType.UNKNOWN, "", unit));
    } finally {
      asked.remove(metric);
    }
  }

  /// The unit in which all rules of the name record.
  private Optional<String> unit(String metric) {
    List<String> units =
        recordedAs(metric).stream().map(expr -> Units.of(expr, this)).distinct().toList();
    return units.size() == 1 && !units.getFirst().isEmpty()
        ? Optional.of(units.getFirst())
        : Optional.empty();
  }

  @Override
  public List<Expr> recordedAs(String metric) {
    return recorded.getOrDefault(metric, List.of());
  }

  @Override
  public Presence presence(Expr selector) {
    return others.presence(selector);
  }

  @Override
  public List<VectorElement> now(String expression) {
    return others.now(expression);
  }

  @Override
  public LabelValues labelValues(String metric, String label) {
    return others.labelValues(metric, label);
  }

  @Override
  public List<String> labelNames(String metric) {
    return others.labelNames(metric);
  }
}
