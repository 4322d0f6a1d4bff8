package io.vigie.promql.script;

import java.util.List;

/// A step of a script.
sealed interface ScriptCommand {
  /// Line of the file on which it begins, from 1.
  int line();

  /// `clear`: forgets all data.
  record Clear(int line) implements ScriptCommand {}

  /// `load <step>`: adds series.
  ///
  /// @param withNativeHistograms whether classic histograms are put together to native ones too
  record Load(int line, long stepMillis, boolean withNativeHistograms, List<LoadedSeries> series)
      implements ScriptCommand {}

  /// `eval …`: asks a query and compares the answer.
  ///
  /// @param times when it is evaluated
  record Eval(int line, String query, EvalTimes times, Expectation expectation)
      implements ScriptCommand {}
}
