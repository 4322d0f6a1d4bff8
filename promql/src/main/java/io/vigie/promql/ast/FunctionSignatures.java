package io.vigie.promql.ast;

import static io.vigie.promql.ast.ValueType.MATRIX;
import static io.vigie.promql.ast.ValueType.SCALAR;
import static io.vigie.promql.ast.ValueType.STRING;
import static io.vigie.promql.ast.ValueType.VECTOR;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every function of PromQL 3.14 by name.
public final class FunctionSignatures {
  private static final Map<String, FunctionSignature> BY_NAME = table();

  private FunctionSignatures() {}

  public static Optional<FunctionSignature> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// All functions, ascending by name.
  public static Collection<FunctionSignature> all() {
    return BY_NAME.values();
  }

  private static Map<String, FunctionSignature> table() {
    List<FunctionSignature> all = new ArrayList<>();
    addElementwise(all);
    addOverTime(all);
    addHistogram(all);
    addLabelAndOrder(all);
    addScalarAndTime(all);
    Map<String, FunctionSignature> byName = new TreeMap<>();
    all.forEach(function -> byName.put(function.name(), function));
    return Collections.unmodifiableMap(byName);
  }

  private static void addElementwise(List<FunctionSignature> to) {
    names("abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2")
        .forEach(name -> to.add(stable(name, VECTOR, VECTOR)));
    names("rad sgn sin sinh sqrt tan tanh timestamp")
        .forEach(name -> to.add(stable(name, VECTOR, VECTOR)));
    to.add(stable("clamp", VECTOR, VECTOR, SCALAR, SCALAR));
    to.add(stable("clamp_max", VECTOR, VECTOR, SCALAR));
    to.add(stable("clamp_min", VECTOR, VECTOR, SCALAR));
    to.add(variadic(1, stable("round", VECTOR, VECTOR, SCALAR)));
    to.add(experimental(stable("start_timestamp", VECTOR, VECTOR)));
    names("day_of_month day_of_week day_of_year days_in_month hour minute month year")
        .forEach(name -> to.add(variadic(1, stable(name, VECTOR, VECTOR))));
  }

  private static void addOverTime(List<FunctionSignature> to) {
    names("absent_over_time avg_over_time changes count_over_time delta deriv first_over_time")
        .forEach(name -> to.add(stable(name, VECTOR, MATRIX)));
    names("idelta increase irate last_over_time max_over_time min_over_time present_over_time")
        .forEach(name -> to.add(stable(name, VECTOR, MATRIX)));
    names("rate resets stddev_over_time stdvar_over_time sum_over_time")
        .forEach(name -> to.add(stable(name, VECTOR, MATRIX)));
    to.add(stable("predict_linear", VECTOR, MATRIX, SCALAR));
    to.add(stable("quantile_over_time", VECTOR, SCALAR, MATRIX));
    to.add(experimental(stable("double_exponential_smoothing", VECTOR, MATRIX, SCALAR, SCALAR)));
    names("mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time")
        .forEach(name -> to.add(experimental(stable(name, VECTOR, MATRIX))));
    to.add(experimental(stable("ts_of_min_over_time", VECTOR, MATRIX)));
  }

  private static void addHistogram(List<FunctionSignature> to) {
    names("histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum")
        .forEach(name -> to.add(stable(name, VECTOR, VECTOR)));
    to.add(stable("histogram_fraction", VECTOR, SCALAR, SCALAR, VECTOR));
    to.add(stable("histogram_quantile", VECTOR, SCALAR, VECTOR));
    to.add(
        experimental(
            variadic(9, stable("histogram_quantiles", VECTOR, VECTOR, STRING, SCALAR, SCALAR))));
  }

  private static void addLabelAndOrder(List<FunctionSignature> to) {
    to.add(stable("label_replace", VECTOR, VECTOR, STRING, STRING, STRING, STRING));
    to.add(variadic(-1, stable("label_join", VECTOR, VECTOR, STRING, STRING, STRING)));
    to.add(stable("sort", VECTOR, VECTOR));
    to.add(stable("sort_desc", VECTOR, VECTOR));
    to.add(experimental(variadic(-1, stable("sort_by_label", VECTOR, VECTOR, STRING))));
    to.add(experimental(variadic(-1, stable("sort_by_label_desc", VECTOR, VECTOR, STRING))));
    to.add(experimental(variadic(1, stable("info", VECTOR, VECTOR, VECTOR))));
  }

  private static void addScalarAndTime(List<FunctionSignature> to) {
    to.add(stable("pi", SCALAR));
    to.add(stable("time", SCALAR));
    to.add(stable("scalar", SCALAR, VECTOR));
    to.add(stable("vector", VECTOR, SCALAR));
    names("start end step range").forEach(name -> to.add(experimental(stable(name, SCALAR))));
    to.add(experimental(stable("max_of", SCALAR, SCALAR, SCALAR)));
    to.add(experimental(stable("min_of", SCALAR, SCALAR, SCALAR)));
  }

  private static List<String> names(String spaced) {
    return List.of(spaced.split(" ", -1));
  }

  private static FunctionSignature stable(
      String name, ValueType returnType, ValueType... argumentTypes) {
    return new FunctionSignature(name, List.of(argumentTypes), 0, returnType, false);
  }

  private static FunctionSignature variadic(int count, FunctionSignature of) {
    return new FunctionSignature(
        of.name(), of.argumentTypes(), count, of.returnType(), of.experimental());
  }

  private static FunctionSignature experimental(FunctionSignature of) {
    return new FunctionSignature(
        of.name(), of.argumentTypes(), of.variadic(), of.returnType(), true);
  }
}
