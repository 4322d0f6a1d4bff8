package io.vigie.model.metric;

/// Which texts are accepted as metric and label names.
public enum NameValidation {
  /// Any text that is not empty and valid UTF-8.
  UTF8 {
    @Override
    public boolean isValidMetricName(String name) {
      return MetricNames.isUtf8Name(name);
    }

    @Override
    public boolean isValidLabelName(String name) {
      return MetricNames.isUtf8Name(name);
    }
  },
  /// Only ASCII letters, digits, `_` and, in metric names, `:`.
  LEGACY {
    @Override
    public boolean isValidMetricName(String name) {
      return MetricNames.isLegacyMetricName(name);
    }

    @Override
    public boolean isValidLabelName(String name) {
      return MetricNames.isLegacyLabelName(name);
    }
  };

  public abstract boolean isValidMetricName(String name);

  public abstract boolean isValidLabelName(String name);
}
