package io.vigie.server.sidebyside;

import java.util.List;
import java.util.Random;

/// Expressions over [GeneratedData] that Prometheus 2.42 knows, well-typed, made so that most of
/// them have an answer.
///
/// Ranges, offsets and steps are multiples of [#ALIGNMENT_SECONDS] and evaluation times are not:
/// see [DeliberateDifferences].
final class GeneratedExpressions {
  static final int ALIGNMENT_SECONDS = 15;

  private static final long START_SECONDS = GeneratedData.START_MILLIS / 1000;

  private static final List<String> GAUGES = List.of("temperature", "pressure");
  private static final List<String> RANGES = List.of("1m", "2m", "5m", "10m", "30m", "1h", "75s");
  private static final List<String> STEPS = List.of("15s", "30s", "1m", "2m", "");
  private static final List<String> RATES =
      List.of("rate", "increase", "irate", "delta", "idelta", "resets", "changes");
  private static final List<String> OVER_TIME =
      List.of("sum", "avg", "min", "max", "count", "last", "present", "stddev", "stdvar");
  private static final List<String> ELEMENTWISE =
      List.of(
          "abs", "ceil", "floor", "exp", "ln", "log2", "log10", "sqrt", "sgn", "deg", "rad", "tanh",
          "atan", "sinh", "cosh", "asinh", "-", "+");
  private static final List<String> DATES =
      List.of(
          "minute",
          "hour",
          "day_of_week",
          "day_of_month",
          "day_of_year",
          "days_in_month",
          "month",
          "year");
  private static final List<String> AGGREGATIONS =
      List.of("sum", "avg", "min", "max", "count", "group");
  private static final List<String> GROUPINGS =
      List.of(
          "",
          " by (zone)",
          " by (instance)",
          " without (instance)",
          " by (zone, mode)",
          " without (mode, le)",
          " by ()",
          " by (nothing)");
  private static final List<String> THRESHOLDS = List.of("17.13", "-3.07", "250.9", "0.33", "1e3");

  private final Random random;
  private boolean insideSubquery;

  GeneratedExpressions(long seed) {
    random = new Random(seed);
  }

  String next() {
    return random.nextInt(12) == 0 ? scalar(2) : vector(3);
  }

  private String vector(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(16)) {
      case 0, 1 -> leaf();
      case 2, 3 -> aggregation(vector(depth - 1));
      case 4 -> elementwise(vector(depth - 1));
      case 5 -> withScalar(depth);
      case 6, 7 -> matched(depth);
      case 8 -> joined();
      case 9 -> set(depth);
      case 10 -> quantile();
      case 11 -> top();
      case 12 -> insideSubquery ? leaf() : subquery(depth);
      case 13 -> labels(depth);
      case 14 -> date(depth);
      default -> absence(depth);
    };
  }

  private String leaf() {
    return switch (random.nextInt(6)) {
      case 0 -> gauge() + shift();
      case 1 -> pick(RATES) + "(" + counter() + range() + ")";
      case 2 -> pick(OVER_TIME) + "_over_time(" + anything() + range() + ")";
      case 3 -> windowed();
      case 4 -> age();
      default -> anything() + shift();
    };
  }

  private String windowed() {
    return switch (random.nextInt(3)) {
      case 0 ->
          "quantile_over_time("
              + pick(List.of("0.1", "0.5", "0.95", "1.5"))
              + ", "
              + anything()
              + range()
              + ")";
      case 1 -> "deriv(" + gauge() + range() + ")";
      default ->
          "predict_linear("
              + gauge()
              + "["
              + pick(RANGES)
              + "]"
              + offset()
              + ", "
              + pick(List.of("60", "3600"))
              + ")";
    };
  }

  /// A time since the first sample: those since 1970 are too large for exact sums of squares.
  private String age() {
    return "(timestamp(" + anything() + shift() + ") - " + START_SECONDS + ")";
  }

  private String gauge() {
    return pick(GAUGES) + pick(List.of("", "", "{zone=\"east\"}", "{instance=~\"host-[0-3]\"}"));
  }

  private String counter() {
    return switch (random.nextInt(3)) {
      case 0 -> "work_total" + pick(List.of("", "{mode!=\"idle\"}", "{mode=~\"user|system\"}"));
      case 1 -> "latency_seconds_count";
      default -> "latency_seconds_bucket{instance!=\"host-1\"}";
    };
  }

  private String anything() {
    return switch (random.nextInt(4)) {
      case 0 -> gauge();
      case 1 -> counter();
      case 2 -> "odd" + pick(List.of("", "{zone!~\"e.*\"}"));
      default -> pick(List.of("temperature", "{__name__=~\"temp.+|pres.+\",zone=\"west\"}"));
    };
  }

  private String range() {
    return "[" + pick(RANGES) + "]" + shift();
  }

  private String shift() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> offset();
      case 2 -> " @ " + pick(List.of("end()", "start()", String.valueOf(evaluationSeconds())));
      default -> "";
    };
  }

  private String offset() {
    return pick(List.of("", " offset ", " offset -"))
        .transform(o -> o.isEmpty() ? o : o + pick(RANGES));
  }

  /// A second at which something may be evaluated.
  long evaluationSeconds() {
    int scrapes = GeneratedData.SCRAPES / 4 + random.nextInt(GeneratedData.SCRAPES / 2);
    return START_SECONDS + (long) scrapes * ALIGNMENT_SECONDS + 7;
  }

  private String aggregation(String inner) {
    String operator = pick(AGGREGATIONS);
    return switch (random.nextInt(6)) {
      case 0 ->
          "quantile"
              + pick(GROUPINGS)
              + " ("
              + pick(List.of("0.25", "0.9", "-1"))
              + ", "
              + inner
              + ")";
      case 1 -> "count_values" + pick(GROUPINGS) + " (\"value\", " + anything() + ")";
      default -> operator + pick(GROUPINGS) + " (" + inner + ")";
    };
  }

  private String elementwise(String inner) {
    return switch (random.nextInt(6)) {
      case 3 -> pick(List.of("sin", "cos", "tan")) + "(" + anything() + ")";
      case 0 -> "clamp(" + inner + ", -10, " + pick(THRESHOLDS) + ")";
      case 1 -> pick(List.of("clamp_min", "clamp_max")) + "(" + inner + ", 5.5)";
      case 2 -> "round(" + anything() + pick(List.of("", ", 5", ", 0.5")) + ")";
      default -> pick(ELEMENTWISE) + "(" + inner + ")";
    };
  }

  private String withScalar(int depth) {
    String operator = pick(List.of("+", "-", "*", "/"));
    return switch (random.nextInt(7)) {
      case 0 -> "(" + vector(depth - 1) + ") " + operator + " " + scalar(depth - 1);
      case 1 -> scalar(depth - 1) + " " + operator + " (" + vector(depth - 1) + ")";
      case 2 -> comparison(pick(THRESHOLDS), "");
      case 3 -> "abs(" + anything() + ") atan2 " + scalar(depth - 1);
      case 4 -> anything() + " % " + pick(THRESHOLDS);
      case 5 -> anything() + " ^ " + pick(List.of("2", "0.5", "-1"));
      default -> comparison(pick(THRESHOLDS), " bool");
    };
  }

  private String comparison(String threshold, String bool) {
    String operator = pick(List.of("==", "!=", "<", "<=", ">", ">="));
    return random.nextBoolean()
        ? anything() + " " + operator + bool + " " + threshold
        : threshold + " " + operator + bool + " " + anything();
  }

  private String matched(int depth) {
    String operator = pick(List.of("+", "-", "*", "/", "==", "!=", ">", "< bool"));
    return switch (random.nextInt(5)) {
      case 0 -> "temperature " + operator + " pressure";
      case 1 -> "temperature " + operator + " on (instance) pressure" + shift();
      case 2 -> "odd " + operator + " ignoring (zone) temperature";
      case 3 -> "(" + vector(depth - 1) + ") * (" + vector(depth - 1) + ")";
      default ->
          "sum by (instance) ("
              + vector(depth - 1)
              + ") / on (instance) avg by (instance) ("
              + vector(depth - 1)
              + ")";
    };
  }

  private String joined() {
    return switch (random.nextInt(4)) {
      case 0 -> "temperature * on (instance) group_left (version) build_info";
      case 1 -> "build_info * on (instance) group_right (version) work_total" + shift();
      case 2 ->
          "rate(work_total"
              + range()
              + ") / on (instance) group_left () sum by (instance)"
              + " (rate(work_total"
              + range()
              + "))";
      default -> "work_total - ignoring (mode) group_left () temperature";
    };
  }

  private String set(int depth) {
    return "("
        + vector(depth - 1)
        + ") "
        + pick(List.of("and", "or", "unless"))
        + pick(List.of("", " on (instance)", " on (zone)", " ignoring (mode, zone)"))
        + " ("
        + vector(depth - 1)
        + ")";
  }

  private String quantile() {
    return "histogram_quantile("
        + pick(List.of("0", "0.5", "0.9", "0.99", "1", "2"))
        + ", "
        + pick(
            List.of(
                "latency_seconds_bucket",
                "sum by (le) (rate(latency_seconds_bucket" + range() + "))",
                "sum without (instance) (latency_seconds_bucket)",
                "increase(latency_seconds_bucket" + range() + ")"))
        + ")";
  }

  /// Only over values that are never equal.
  private String top() {
    return pick(List.of("topk", "bottomk"))
        + pick(List.of("", " by (zone)"))
        + "("
        + random.nextInt(5)
        + ", "
        + pick(List.of("temperature", "pressure * 2", "max_over_time(temperature" + range() + ")"))
        + ")";
  }

  /// Not inside another: the steps of one would be evaluation times of the other.
  private String subquery(int depth) {
    insideSubquery = true;
    boolean ofCounter = random.nextInt(3) == 0;
    String inner = ofCounter ? counter() : vector(depth - 1);
    insideSubquery = false;
    String argument =
        "(("
            + inner
            + ")["
            + pick(List.of("5m", "10m", "30m"))
            + ":"
            + pick(STEPS)
            + "]"
            + shift()
            + ")";
    if (ofCounter) {
      return pick(RATES) + argument;
    }
    return random.nextBoolean()
        ? "quantile_over_time(0.7, " + argument.substring(1)
        : pick(OVER_TIME) + "_over_time" + argument;
  }

  private String labels(int depth) {
    return random.nextBoolean()
        ? "label_replace(" + vector(depth - 1) + ", \"host\", \"$1\", \"instance\", \"host-(.*)\")"
        : "label_join(" + vector(depth - 1) + ", \"both\", \"/\", \"instance\", \"zone\")";
  }

  private String date(int depth) {
    return random.nextBoolean()
        ? pick(DATES) + "()"
        : pick(DATES) + "(timestamp(" + vector(depth - 1) + "))";
  }

  private String absence(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "absent(nothing{zone=\"east\",instance=~\"x.*\"})";
      case 1 -> "absent(" + vector(depth - 1) + ")";
      case 2 -> "absent_over_time(odd{instance=\"host-2\"}[" + pick(RANGES) + "])";
      case 3 -> pick(List.of("sort", "sort_desc")) + "(" + vector(depth - 1) + ")";
      default -> "vector(" + scalar(1) + ")";
    };
  }

  private String scalar(int depth) {
    return switch (random.nextInt(depth <= 0 ? 2 : 6)) {
      case 0 -> pick(THRESHOLDS);
      case 1 ->
          pick(List.of("(time() - " + START_SECONDS + ")", "pi()", "0", "1", "-2", "Inf", "NaN"));
      case 2 -> "scalar(" + vector(depth - 1) + ")";
      case 3 -> "scalar(temperature{instance=\"host-1\"}" + shift() + ")";
      case 4 -> "(" + scalar(depth - 1) + " > bool " + pick(THRESHOLDS) + ")";
      default ->
          "(" + scalar(depth - 1) + pick(List.of(" + ", " * ", " ^ ")) + scalar(depth - 1) + ")";
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
