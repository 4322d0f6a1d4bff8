package io.vigie.template;

import io.vigie.template.exec.Builtins;
import io.vigie.template.exec.Evaluator;
import io.vigie.template.exec.ExecutionException;
import io.vigie.template.exec.Program;
import io.vigie.template.fmt.Quoting;
import io.vigie.template.html.HtmlEscaping;
import io.vigie.template.parse.Definition;
import io.vigie.template.parse.Parser;
import io.vigie.template.parse.Source;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A set of named templates that may call one another, with the functions they may call. Immutable
/// and safe for use by several threads: adding templates gives a new set.
///
/// ```java
/// Templates set = Templates.of(functions).with("greeting", "Hello {{ .name }}");
/// String text = set.text("greeting", GoValue.stringMap(Map.of("name", "you")));
/// ```
public final class Templates {
  private final Map<String, Definition> definitions;
  private final Map<String, GoFunction> functions;
  private final MissingKey missingKey;
  private final Limits limits;

  private Templates(
      Map<String, Definition> definitions,
      Map<String, GoFunction> functions,
      MissingKey missingKey,
      Limits limits) {
    this.definitions = Map.copyOf(definitions);
    this.functions = Map.copyOf(functions);
    this.missingKey = missingKey;
    this.limits = limits;
  }

  /// A set without templates. Go's built-in functions are always there.
  public static Templates of(Map<String, GoFunction> functions) {
    return new Templates(Map.of(), functions, MissingKey.NO_VALUE, Limits.DEFAULT);
  }

  public Templates missingKey(MissingKey newMissingKey) {
    return new Templates(definitions, functions, newMissingKey, limits);
  }

  public Templates limits(Limits newLimits) {
    return new Templates(definitions, functions, missingKey, newLimits);
  }

  /// The same templates with further functions, or with others under the same names.
  public Templates functions(Map<String, GoFunction> more) {
    Map<String, GoFunction> all = new HashMap<>(functions);
    all.putAll(more);
    return new Templates(definitions, all, missingKey, limits);
  }

  /// Adds the templates that a text defines: itself under `name`, and what it defines by `define`
  /// and `block`. They replace those of the same name, except that one of white space only replaces
  /// nothing.
  ///
  /// @throws TemplateException if the text is not a template
  public Templates with(String name, String text) {
    Map<String, Definition> all = new HashMap<>(definitions);
    Parser.parse(new Source(name, text), this::knows)
        .forEach((defined, definition) -> {
          if (!definition.body().isBlank() || !all.containsKey(defined)) {
            all.put(defined, definition);
          }
        });
    return new Templates(all, functions, missingKey, limits);
  }

  private boolean knows(String function) {
    return functions.containsKey(function) || Builtins.ALL.containsKey(function);
  }

  public Set<String> names() {
    return definitions.keySet();
  }

  /// The output of a template as plain text.
  ///
  /// @throws TemplateException if it fails or does not exist
  public String text(String name, GoValue data) {
    return Evaluator.execute(
        new Program(definitions, functions, missingKey, limits), definition(name), data);
  }

  /// The output of a template as HTML: every value is escaped for the place where it stands.
  ///
  /// @throws TemplateException if it fails, does not exist, or leaves open where a value stands
  public String html(String name, GoValue data) {
    Definition definition = definition(name);
    HtmlEscaping escaping = HtmlEscaping.of(definitions, functions, definition);
    Program program = new Program(escaping.definitions(), escaping.functions(), missingKey, limits);
    return Evaluator.execute(program, escaping.root(), data);
  }

  private Definition definition(String name) {
    Definition definition = definitions.get(name);
    if (definition == null) {
      throw new ExecutionException("template: no template " + Quoting.quote(name));
    }
    return definition;
  }
}
