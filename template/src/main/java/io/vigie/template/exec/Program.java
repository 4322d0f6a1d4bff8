package io.vigie.template.exec;

import io.vigie.template.Limits;
import io.vigie.template.MissingKey;
import io.vigie.template.parse.Definition;
import io.vigie.template.value.GoFunction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that is the same for every execution of a set of templates.
///
/// @param functions without the built-in ones, which they may hide
public record Program(
    Map<String, Definition> definitions,
    Map<String, GoFunction> functions,
    MissingKey missingKey,
    Limits limits) {

  public Program {
    definitions = Map.copyOf(definitions);
    functions = Map.copyOf(functions);
  }

  @Nullable GoFunction function(String name) {
    GoFunction own = functions.get(name);
    return own != null ? own : Builtins.ALL.get(name);
  }

  boolean isBuiltin(String name) {
    return !functions.containsKey(name);
  }
}
