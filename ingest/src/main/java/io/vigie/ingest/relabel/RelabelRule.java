package io.vigie.ingest.relabel;

import io.vigie.model.metric.NameValidation;
import io.vigie.model.metric.RegexMatcher;
import java.util.List;

/// One step of relabelling, as an entry of `relabel_configs` says it. What a step looks at is the
/// values of its source labels joined by a separator; an absent label counts as the empty text.
///
/// Immutable and checked when read; applied by [Relabelling].
public sealed interface RelabelRule {
  /// As written in `action`.
  String action();

  /// Values of some labels, joined.
  ///
  /// @param separator between the values
  record Source(List<String> labels, String separator) {
    public static final String DEFAULT_SEPARATOR = ";";

    public Source {
      labels = List.copyOf(labels);
    }

    public static Source of(String... labels) {
      return new Source(List.of(labels), DEFAULT_SEPARATOR);
    }
  }

  /// Sets `targetLabel` to `replacement` if the source matches; both may name groups of the
  /// expression as `$1` or `${name}`. An empty result removes the label; a result that is no label
  /// name under `validation` changes nothing.
  record Replace(
      Source source,
      RegexMatcher regex,
      String targetLabel,
      String replacement,
      NameValidation validation)
      implements RelabelRule {
    @Override
    public String action() {
      return "replace";
    }
  }

  /// Goes on only if the source matches.
  record Keep(Source source, RegexMatcher regex) implements RelabelRule {
    @Override
    public String action() {
      return "keep";
    }
  }

  /// Goes on only if the source does not match.
  record Drop(Source source, RegexMatcher regex) implements RelabelRule {
    @Override
    public String action() {
      return "drop";
    }
  }

  /// Goes on only if the source equals the value of `targetLabel`.
  record KeepEqual(Source source, String targetLabel) implements RelabelRule {
    @Override
    public String action() {
      return "keepequal";
    }
  }

  /// Goes on only if the source differs from the value of `targetLabel`.
  record DropEqual(Source source, String targetLabel) implements RelabelRule {
    @Override
    public String action() {
      return "dropequal";
    }
  }

  /// Sets `targetLabel` to the source's hash modulo `modulus`: the last 8 bytes of its MD5, taken
  /// as an unsigned big-endian number.
  ///
  /// @param modulus unsigned, not zero
  record HashMod(Source source, String targetLabel, long modulus) implements RelabelRule {
    @Override
    public String action() {
      return "hashmod";
    }
  }

  /// Copies every label whose name matches to the name that `replacement` makes of it.
  record LabelMap(RegexMatcher regex, String replacement) implements RelabelRule {
    @Override
    public String action() {
      return "labelmap";
    }
  }

  /// Removes every label whose name matches.
  record LabelDrop(RegexMatcher regex) implements RelabelRule {
    @Override
    public String action() {
      return "labeldrop";
    }
  }

  /// Removes every label whose name does not match.
  record LabelKeep(RegexMatcher regex) implements RelabelRule {
    @Override
    public String action() {
      return "labelkeep";
    }
  }

  /// Sets `targetLabel` to the source in lower case.
  record Lowercase(Source source, String targetLabel) implements RelabelRule {
    @Override
    public String action() {
      return "lowercase";
    }
  }

  /// Sets `targetLabel` to the source in upper case.
  record Uppercase(Source source, String targetLabel) implements RelabelRule {
    @Override
    public String action() {
      return "uppercase";
    }
  }
}
