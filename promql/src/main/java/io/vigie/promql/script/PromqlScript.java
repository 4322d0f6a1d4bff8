package io.vigie.promql.script;

import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryFeature;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A `.test` script: data to load, queries, and what they must answer. Immutable; may be run by
/// several threads at once.
public final class PromqlScript {
  private final String name;
  private final List<ScriptCommand> commands;

  private PromqlScript(String name, List<ScriptCommand> commands) {
    this.name = name;
    this.commands = List.copyOf(commands);
  }

  /// Reads a script.
  ///
  /// @param name how results name it
  /// @throws ScriptException if it is not understood
  public static PromqlScript parse(String name, String text) throws ScriptException {
    try {
      return new PromqlScript(name, ScriptParser.parse(text));
    } catch (ScriptException e) {
      throw new ScriptException(name + ": " + e.getMessage(), e);
    }
  }

  /// Reads a script from a file.
  ///
  /// @throws ScriptException if it cannot be read or is not understood
  public static PromqlScript read(Path file) throws ScriptException {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new ScriptException(file + ": is not a text in UTF-8", e);
    } catch (IOException e) {
      throw new ScriptException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /// The engine settings that scripts of the language assume: all features on, at most ten thousand
  /// samples in memory.
  public static EngineOptions engineOptions() {
    EngineOptions defaults = EngineOptions.defaults();
    return new EngineOptions(
        10_000,
        defaults.maxBytes(),
        0,
        Duration.ofSeconds(100),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        defaults.maxConcurrency(),
        1,
        EnumSet.complementOf(EnumSet.of(QueryFeature.TYPE_AND_UNIT_LABELS)));
  }

  /// Number of queries.
  public int caseCount() {
    return (int) commands.stream().filter(ScriptCommand.Eval.class::isInstance).count();
  }

  /// Runs the script on a store in memory.
  ///
  /// @return one result for each `eval`, in order
  /// @throws ScriptException if data cannot be loaded
  public List<CaseResult> run(Ticker ticker) throws ScriptException {
    return run(ScriptStore::new, engineOptions(), ticker);
  }

  /// Runs the script.
  ///
  /// @param stores gives an empty store, at the start and at each `clear`
  /// @return one result for each `eval`, in order
  /// @throws ScriptException if data cannot be loaded
  public List<CaseResult> run(Supplier<MetricStore> stores, EngineOptions options, Ticker ticker)
      throws ScriptException {
    List<CaseResult> results = new ArrayList<>();
    MetricStore store = stores.get();
    PromqlEngine engine = new PromqlEngine(store, options, ticker);
    for (ScriptCommand command : commands) {
      switch (command) {
        case ScriptCommand.Clear _ -> {
          store = stores.get();
          engine = new PromqlEngine(store, options, ticker);
        }
        case ScriptCommand.Load load -> load(load, store);
        case ScriptCommand.Eval eval ->
            results.add(new CaseResult(name, eval.line(), eval.query(), run(eval, engine)));
      }
    }
    return results;
  }

  private static Optional<CaseResult.Failure> run(ScriptCommand.Eval eval, PromqlEngine engine) {
    return new EvalCase(eval, engine).run();
  }

  private void load(ScriptCommand.Load load, MetricStore store) throws ScriptException {
    try {
      ScriptLoader.load(load, store);
    } catch (ScriptException e) {
      throw new ScriptException(name + ": line " + load.line() + ": " + e.getMessage(), e);
    }
  }
}
