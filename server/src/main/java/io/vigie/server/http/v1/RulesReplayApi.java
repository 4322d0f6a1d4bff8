package io.vigie.server.http.v1;

import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.Cancellation;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.replay.ReplayException;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.replay.Replay;
import io.vigie.server.replay.ReplayReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/// `rules/replay`: what the rules and the routing in force, or others, would have done over stored
/// samples.
public final class RulesReplayApi implements RouteGroup {
  /// Each holds its own memory.
  private static final int MAX_AT_ONCE = 2;

  private final Replay replay;
  private final Configured inForce;
  private final RuleFileReader reader;
  private final AlertmanagerConfigReader routingReader;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(MAX_AT_ONCE);

  /// What the configuration says now.
  @FunctionalInterface
  public interface Configured {
    /// @throws IOException if it cannot be read now
    Replay.Question question() throws IOException;
  }

  /// @param inForce what the configuration says now, over any time
  /// @param reader of rules that come with a request
  /// @param routingReader of an `alertmanager.yml` that comes with a request
  public RulesReplayApi(
      Replay replay,
      Configured inForce,
      RuleFileReader reader,
      AlertmanagerConfigReader routingReader,
      InstantSource clock) {
    this.replay = replay;
    this.inForce = inForce;
    this.reader = reader;
    this.routingReader = routingReader;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.post("/rules/replay", this::answer);
  }

  private Answer answer(ApiRequest request) throws IOException {
    request.asksOnly();
    Replay.Question question = question(request);
    if (!free.tryAcquire()) {
      throw new ApiException(
          ErrorType.UNAVAILABLE,
          MAX_AT_ONCE + " replays are running, which is the most at once: try again later");
    }
    Cancellation cancellation = new Cancellation();
    try (var _ = request.onDisconnect(cancellation::cancel)) {
      ReplayReport report = replay.run(question, cancellation);
      return Answer.of(json -> ReplayJson.write(report, json));
    } catch (ReplayException e) {
      throw toApiException(e);
    } finally {
      free.release();
    }
  }

  private Replay.Question question(ApiRequest request) throws IOException {
    Replay.Question question = inForce.question().within(range(request));
    List<RuleFile> sent = SentRules.of(request, reader);
    if (!sent.isEmpty()) {
      RuleSet now = question.rules();
      question = question.with(new RuleSet(sent, now.evaluationInterval(), now.queryOffset()));
    }
    String routing = request.parameter("alertmanager");
    return routing.isEmpty() ? question : question.with(routing(routing));
  }

  private AlertmanagerConfig routing(String text) {
    try {
      return routingReader.read(YamlFile.parse("alertmanager", Path.of(""), text));
    } catch (ConfigException e) {
      throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
    }
  }

  private TimeRange range(ApiRequest request) {
    request.required("from");
    long fromMillis = request.timeMillis("from");
    long toMillis = Math.min(request.timeMillis("to", clock.millis()), clock.millis());
    if (toMillis < fromMillis) {
      throw ApiException.invalidParameter(
          "from", "the time is not before \"to\", or in the future");
    }
    return new TimeRange(fromMillis, toMillis);
  }

  private static ApiException toApiException(ReplayException e) {
    ErrorType type =
        switch (e.kind()) {
          case TOO_LARGE -> ErrorType.BAD_DATA;
          case CANCELED -> ErrorType.CANCELED;
          case TIMEOUT -> ErrorType.TIMEOUT;
        };
    return new ApiException(type, String.valueOf(e.getMessage()), e);
  }
}
