package io.vigie.promql.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import io.vigie.model.metric.RegexMatcher;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.List;

/// `label_replace` and `label_join`: other labels, same samples.
final class LabelFunctions {
  private LabelFunctions() {}

  /// `label_replace(v, destination, replacement, source, regex)`.
  static List<StepSeries> replace(VectorCall call) {
    String destination = call.text(1);
    String replacement = call.text(2);
    String source = call.text(3);
    Pattern pattern = pattern(call.text(4));
    requireLabelName("destination", "label_replace", destination);
    List<StepSeries> replaced = new ArrayList<>();
    for (StepSeries series : call.vector(0)) {
      Matcher matcher = pattern.matcher(series.labels().get(source));
      replaced.add(
          matcher.matches()
              ? relabelled(series, destination, RegexTemplate.expand(replacement, matcher))
              : series);
    }
    return replaced;
  }

  private static Pattern pattern(String expression) {
    try {
      RegexMatcher.compile(expression); // bounds what it may take
      return Pattern.compile("^(?s:" + expression + ")$");
    } catch (PatternSyntaxException e) {
      throw new FunctionException("invalid regular expression in label_replace(): " + expression);
    }
  }

  /// `label_join(v, destination, separator, source...)`.
  static List<StepSeries> join(VectorCall call) {
    String destination = call.text(1);
    String separator = call.text(2);
    List<String> sources = new ArrayList<>();
    for (int i = 3; i < call.argumentCount(); i++) {
      requireLabelName("source", "label_join", call.text(i));
      sources.add(call.text(i));
    }
    requireLabelName("destination", "label_join", destination);
    return call.vector(0).stream()
        .map(series -> relabelled(series, destination, joined(series.labels(), separator, sources)))
        .toList();
  }

  private static String joined(Labels labels, String separator, List<String> sources) {
    return String.join(separator, sources.stream().map(labels::get).toList());
  }

  /// A name that is set on purpose is not dropped at the end.
  private static StepSeries relabelled(StepSeries series, String name, String value) {
    boolean drops = series.dropsName() && !name.equals(Labels.METRIC_NAME);
    return new StepSeries(series.labels().with(name, value), drops, series.column());
  }

  private static void requireLabelName(String role, String function, String name) {
    if (!MetricNames.isUtf8Name(name)) {
      throw new FunctionException("invalid " + role + " label name in " + function + "(): " + name);
    }
  }
}
