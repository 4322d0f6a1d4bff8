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
    private final StringBuilder text = new StringBuilder();

    private Family(String name, String type, String help) {
      this.name = name;
      text.append("# HELP ").append(name).append(' ');
      appendEscaped(help, false);
      text.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
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

    private void add(String value, String[] labels) {
      if (labels.length % 2 != 0) {
        throw new IllegalArgumentException("label names and values must come in pairs");
      }
      text.append(name);
      for (int i = 0; i < labels.length; i += 2) {
        text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
        appendEscaped(labels[i + 1], true);
        text.append('"');
      }
      text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    }

    private void appendEscaped(String raw, boolean quotes) {
      for (int i = 0; i < raw.length(); i++) {
        char c = raw.charAt(i);
        if (c == '\n') {
          text.append("\\n");
        } else {
          text.append(c == '\\' || (c == '"' && quotes) ? "\\" : "").append(c);
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

  private Family family(String name, String type, String help) {
    return families.computeIfAbsent(name, n -> new Family(n, type, help));
  }

  /// Takes over every family of another writer; none may be known here already.
  public void addAll(ExpositionWriter other) {
    other.families.forEach((name, family) -> {
      if (families.putIfAbsent(name, family) != null) {
        throw new IllegalArgumentException("metric " + name + " is written twice");
      }
    });
  }

  /// Everything written so far.
  public byte[] toBytes() {
    StringBuilder all = new StringBuilder();
    families.values().forEach(family -> all.append(family.text));
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
