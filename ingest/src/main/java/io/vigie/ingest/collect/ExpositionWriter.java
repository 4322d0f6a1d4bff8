package io.vigie.ingest.collect;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes the Prometheus text format. Samples of several families may be added in turns; each
/// family is written once, in the order of first mention. Not thread-safe.
public final class ExpositionWriter {
  private final Map<String, Family> families = new LinkedHashMap<>();

  /// One metric family.
  public static final class Family {
    private final String name;
    private final StringBuilder header = new StringBuilder();
    private final StringBuilder text = new StringBuilder();

    private Family(String name, CharSequence header) {
      this.name = name;
      this.header.append(header);
    }

    private Family(String name, String type, String help) {
      this.name = name;
      header.append("# HELP ").append(name).append(' ');
      appendEscaped(header, help, false);
      header.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /// Adds a sample.
    ///
    /// @param labels names and values in turns
    /// @throws IllegalArgumentException if they do not come in pairs
    public void add(double value, String... labels) {
      add(number(value), labels);
    }

    /// Adds a sample that is a whole number.
    ///
    /// @param labels names and values in turns
    /// @throws IllegalArgumentException if they do not come in pairs
    public void add(long value, String... labels) {
      add(Long.toString(value), labels);
    }

    /// Adds what a summary has beside its quantiles: how many there were, and their sum.
    ///
    /// @param labels names and values in turns
    public void addTotals(long count, double sum, String... labels) {
      add("_sum", number(sum), labels);
      add("_count", Long.toString(count), labels);
    }

    private void add(String value, String[] labels) {
      add("", value, labels);
    }

    private void add(String suffix, String value, String[] labels) {
      if (labels.length % 2 != 0) {
        throw new IllegalArgumentException("label names and values must come in pairs");
      }
      text.append(name).append(suffix);
      for (int i = 0; i < labels.length; i += 2) {
        text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
        appendEscaped(text, labels[i + 1], true);
        text.append('"');
      }
      text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    }

    private static void appendEscaped(StringBuilder out, String raw, boolean quotes) {
      for (int i = 0; i < raw.length(); i++) {
        char c = raw.charAt(i);
        if (c == '\n') {
          out.append("\\n");
        } else {
          out.append(c == '\\' || (c == '"' && quotes) ? "\\" : "").append(c);
        }
      }
    }
  }

  /// The family of this name, begun if it is new: something that only goes up.
  public Family counter(String name, String help) {
    return family(name, "counter", help);
  }

  /// The family of this name, begun if it is new: something that goes up and down.
  public Family gauge(String name, String help) {
    return family(name, "gauge", help);
  }

  /// The family of this name, begun if it is new: something of no known kind.
  public Family untyped(String name, String help) {
    return family(name, "untyped", help);
  }

  /// The family of this name, begun if it is new: quantiles, as samples with the label `quantile`.
  public Family summary(String name, String help) {
    return family(name, "summary", help);
  }

  private Family family(String name, String type, String help) {
    return families.computeIfAbsent(name, n -> new Family(n, type, help));
  }

  /// Whether nothing was written so far.
  public boolean isEmpty() {
    return families.isEmpty();
  }

  /// Takes over every family of another writer; none may be known here already.
  public void addAll(ExpositionWriter other) {
    other.families.forEach((name, family) -> {
      if (families.putIfAbsent(name, family) != null) {
        throw new IllegalArgumentException("metric " + name + " is written twice");
      }
    });
  }

  /// Adds every sample of another writer, those of families that are known here to these.
  public void merge(ExpositionWriter other) {
    other.families.forEach((name, family) ->
        families.computeIfAbsent(name, n -> new Family(n, family.header)).text.append(family.text));
  }

  /// Everything written so far.
  public byte[] toBytes() {
    StringBuilder all = new StringBuilder();
    families.values().forEach(family -> all.append(family.header).append(family.text));
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value);
  }
}
