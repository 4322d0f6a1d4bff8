package io.vigie.rules.template;

import io.vigie.model.metric.Labels;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.value.VectorElement;
import io.vigie.template.MissingKey;
import io.vigie.template.TemplateException;
import io.vigie.template.Templates;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoField;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Templates of rules: Go's language with Prometheus' functions and variables.
public final class RuleTemplates implements AlertTexts {
  private static final Logger LOG = LoggerFactory.getLogger(RuleTemplates.class);

  private static final GoType ALERT_DATA =
      GoType.struct(
          "struct { Labels map[string]string; ExternalLabels map[string]string;"
              + " ExternalURL string; Value interface {} }",
          GoField.of("Labels", GoType.STRING_MAP),
          GoField.of("ExternalLabels", GoType.STRING_MAP),
          GoField.of("ExternalURL", GoType.STRING),
          GoField.of("Value", GoType.ANY));

  private static final String VARIABLES =
      "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}"
          + "{{$externalURL := .ExternalURL}}{{$value := .Value}}";

  /// Every function there is, for parsing: what a function does is only known when it is called.
  private static final Map<String, GoFunction> FUNCTIONS = functions();

  /// Templates are few and filled in often; more than so many are not kept.
  private static final int MAX_PARSED = 10_000;

  private final Map<String, Templates> parsed = new ConcurrentHashMap<>();
  private final TemplateQuery query;
  private final URI externalUrl;
  private final Supplier<Labels> externalLabels;

  /// @param externalUrl of this server
  /// @param externalLabels asked at each use: they change with the configuration
  public RuleTemplates(TemplateQuery query, URI externalUrl, Supplier<Labels> externalLabels) {
    this.query = query;
    this.externalUrl = externalUrl;
    this.externalLabels = externalLabels;
  }

  @Override
  public String expand(String alertName, String text, VectorElement sample, long timestampMillis) {
    if (!text.contains("{{")) {
      return text;
    }
    try {
      return expand(
          templateName(alertName),
          VARIABLES + text,
          data(sample),
          MissingKey.ZERO,
          timestampMillis);
    } catch (TemplateException e) {
      LOG.warn("text of alert \"{}\": {}", alertName, e.getMessage());
      return "<error expanding template: " + e.getMessage() + ">";
    }
  }

  private static String templateName(String alertName) {
    return "__alert_" + alertName;
  }

  private GoValue data(VectorElement sample) {
    return GoValue.struct(
        ALERT_DATA,
        TemplateSample.labels(sample.labels()),
        TemplateSample.labels(externalLabels.get()),
        GoValue.of(externalUrl.toString()),
        GoValue.of(sample.value()));
  }

  /// Fills in any template.
  ///
  /// @throws TemplateException naming what went wrong in Prometheus' words
  String expand(
      String name, String text, GoValue data, MissingKey missingKey, long timestampMillis) {
    try {
      Templates bound = parsed(name, text).missingKey(missingKey).functions(asOf(timestampMillis));
      return bound.functions(Map.of("tmpl", callTemplate(bound))).text(name, data);
    } catch (ExpansionException e) {
      throw e;
    } catch (TemplateException e) {
      throw new ExpansionException("error executing template " + name + ": " + e.getMessage(), e);
    }
  }

  private Templates parsed(String name, String text) {
    String key = name + '\n' + text;
    Templates known = parsed.get(key);
    if (known != null) {
      return known;
    }
    try {
      Templates read = Templates.of(FUNCTIONS).with(name, text);
      if (parsed.size() >= MAX_PARSED) {
        parsed.clear();
      }
      parsed.put(key, read);
      return read;
    } catch (TemplateException e) {
      throw new ExpansionException("error parsing template " + name + ": " + e.getMessage(), e);
    }
  }

  /// What is wrong, worded as Prometheus does.
  private static final class ExpansionException extends TemplateException {
    private static final long serialVersionUID = 1L;

    ExpansionException(String message, TemplateException cause) {
      super(message, cause);
    }
  }

  /// Reads a template without filling it in.
  ///
  /// @throws TemplateException if it is not well formed
  public static void check(String alertName, String text) {
    if (text.contains("{{")) {
      Templates _ = Templates.of(FUNCTIONS).with(templateName(alertName), VARIABLES + text);
    }
  }

  private static Map<String, GoFunction> functions() {
    RuleTemplates anywhere =
        new RuleTemplates((_, _) -> List.of(), URI.create("http://localhost"), () -> Labels.EMPTY);
    Map<String, GoFunction> functions = new HashMap<>(anywhere.asOf(0));
    functions.putAll(NumberFunctions.ALL);
    functions.putAll(TextFunctions.ALL);
    functions.putAll(SampleFunctions.ALL);
    functions.put("tmpl", callTemplate(Templates.of(Map.of())));
    return functions;
  }

  /// Those that depend on when and where they are asked.
  private Map<String, GoFunction> asOf(long timestampMillis) {
    return Map.of(
        "query", GoFunction.of(a -> answer(a.getFirst().text(), timestampMillis), GoType.STRING),
        "now", GoFunction.of(_ -> GoValue.of(timestampMillis / 1000.0)),
        "externalURL", GoFunction.of(_ -> GoValue.of(externalUrl.toString())),
        "pathPrefix", GoFunction.of(_ -> GoValue.of(path())));
  }

  private GoValue answer(String text, long timestampMillis) {
    try {
      return TemplateSample.list(query.ask(text, timestampMillis));
    } catch (QueryException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private String path() {
    String path = externalUrl.getPath();
    return path == null ? "" : path;
  }

  private static GoFunction callTemplate(Templates set) {
    return GoFunction.of(
        a -> {
          try {
            return GoValue.of(set.text(a.getFirst().text(), a.get(1)));
          } catch (TemplateException e) {
            throw new FunctionFailure(String.valueOf(e.getMessage()), e);
          }
        },
        GoType.STRING,
        GoType.ANY);
  }
}
