package io.vigie.server.http.v1;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import io.vigie.server.why.Chain;
import io.vigie.server.why.Question;
import io.vigie.server.why.Step;
import io.vigie.server.why.Why;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// `why`: why an alert reached people, or did not, link by link.
public final class WhyApi implements RouteGroup {
  private final Why why;
  private final MatcherSyntax syntax;
  private final InstantSource clock;

  public WhyApi(Why why, MatcherSyntax syntax, InstantSource clock) {
    this.why = why;
    this.syntax = syntax;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/why", this::answer);
  }

  private Answer answer(ApiRequest request) throws IOException {
    Question question =
        new Question(
            request.required("alert"),
            matchers(request),
            request.parameter("fingerprint"),
            request.timeMillis("at", clock.millis()));
    Cancellation cancellation = new Cancellation();
    QueryOptions options = QueryParameters.options(request, cancellation);
    try (var _ = request.onDisconnect(cancellation::cancel)) {
      List<Chain> chains = why.answer(question, options);
      return Answer.of(json -> write(question, chains, json));
    } catch (QueryException e) {
      throw QueryApi.toApiException(e);
    }
  }

  private Matchers matchers(ApiRequest request) {
    List<Matcher> matchers = new ArrayList<>();
    for (String text : request.parameters("filter")) {
      try {
        matchers.addAll(syntax.parse(text).list());
      } catch (MatcherException e) {
        throw ApiException.invalidParameter("filter", String.valueOf(e.getMessage()));
      }
    }
    return new Matchers(matchers);
  }

  private static void write(Question question, List<Chain> chains, JsonWriter json)
      throws IOException {
    json.beginObject().name("alert").string(question.name());
    json.name("at").string(time(question.atMillis())).name("chains").beginArray();
    for (Chain chain : chains) {
      json.beginObject().name("labels").labels(chain.labels());
      json.name("fingerprint").string(chain.fingerprint());
      json.name("summary").string(chain.summary()).name("steps").beginArray();
      for (Step step : chain.steps()) {
        write(step, json);
      }
      json.endArray().endObject();
    }
    json.endArray().endObject();
  }

  private static void write(Step step, JsonWriter json) throws IOException {
    json.beginObject().name("link").string(step.link().word());
    json.name("mark").string(step.mark().word()).name("text").string(step.text());
    if (step.timestampMillis().isPresent()) {
      json.name("time").string(time(step.timestampMillis().getAsLong()));
    }
    json.endObject();
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }
}
