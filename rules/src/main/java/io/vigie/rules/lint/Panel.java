package io.vigie.rules.lint;

/// A panel of a dashboard, as far as it says how the answer to a query is to be read.
///
/// @param title as people see it
/// @param showsTime whether it draws values over time, rather than those of now
/// @param unit in which it shows every value, by its name in Grafana such as `percentunit`; empty
///   if it says none, or not the same of all
public record Panel(String title, boolean showsTime, String unit) {}
