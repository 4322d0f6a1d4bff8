package io.vigie.server.http.v1;

import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.lint.Destinations;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.lint.RoutedDestinations;
import io.vigie.server.lint.RuleLinting;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// `rules/lint`: which rules, in force or sent along, do not do what they seem to, and what to
/// write instead. Beyond Prometheus.
public final class RuleLintApi implements RouteGroup {
  /// Each may ask the store many times.
  private static final int MAX_AT_ONCE = 2;

  private final RuleLinting linting;
  private final Supplier<RuleSet> rules;
  private final Supplier<Destinations> destinations;
  private final RuleFileReader reader;
  private final AlertmanagerConfigReader routingReader;
  private final Semaphore free = new Semaphore(MAX_AT_ONCE);

  /// @param rules in force
  /// @param destinations in force
  /// @param reader of rules that come with a request
  /// @param routingReader of an `alertmanager.yml` that comes with a request
  public RuleLintApi(
      RuleLinting linting,
      Supplier<RuleSet> rules,
      Supplier<Destinations> destinations,
      RuleFileReader reader,
      AlertmanagerConfigReader routingReader) {
    this.linting = linting;
    this.rules = rules;
    this.destinations = destinations;
    this.reader = reader;
    this.routingReader = routingReader;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/rules/lint", this::answer).post("/rules/lint", this::answer);
  }

  private Answer answer(ApiRequest request) {
    request.asksOnly();
    RuleSet inForce = rules.get();
    List<RuleFile> sent = SentRules.of(request, reader);
    RuleSet wanted =
        sent.isEmpty()
            ? inForce
            : new RuleSet(sent, inForce.evaluationInterval(), inForce.queryOffset());
    Destinations told = destinations(request.parameter("alertmanager"));
    if (!free.tryAcquire()) {
      throw new ApiException(
          ErrorType.UNAVAILABLE,
          MAX_AT_ONCE + " such questions are being answered, which is the most at once: try again");
    }
    try {
      List<Finding> findings = linting.look(wanted, told);
      return Answer.of(json -> FindingJson.write(findings, json));
    } finally {
      free.release();
    }
  }

  private Destinations destinations(String routing) {
    if (routing.isEmpty()) {
      return destinations.get();
    }
    try {
      return new RoutedDestinations(
          routingReader.read(YamlFile.parse("alertmanager", Path.of(""), routing)));
    } catch (ConfigException e) {
      throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
    }
  }
}
