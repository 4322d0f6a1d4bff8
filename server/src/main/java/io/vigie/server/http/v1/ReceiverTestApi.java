package io.vigie.server.http.v1;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.notify.TestMessages;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonObject;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.util.List;

/// `receivers/{name}/test`: a message about nothing, and what the other side answers.
public final class ReceiverTestApi implements RouteGroup {
  private final Alerting alerting;

  public ReceiverTestApi(Alerting alerting) {
    this.alerting = alerting;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.post("/receivers/{name}/test", this::test);
  }

  private Answer test(ApiRequest request) throws InterruptedException {
    JsonObject body = request.json().only(List.of("resolve"));
    String name = request.pathParameter("name");
    if (alerting.config().receivers().stream().noneMatch(r -> r.name().equals(name))) {
      throw new ApiException(ErrorType.NOT_FOUND, "there is no receiver \"" + name + "\"");
    }
    List<TestMessages.Result> results =
        alerting.testMessages().send(name, request.caller(), body.bool("resolve"));
    return Answer.of(json -> {
      json.beginArray();
      for (TestMessages.Result result : results) {
        write(result, json);
      }
      json.endArray();
    });
  }

  private static void write(TestMessages.Result result, JsonWriter json) throws IOException {
    json.beginObject().name("destination").string(result.destination());
    switch (result.outcome()) {
      case Outcome.Delivered delivered ->
          json.name("delivered").bool(true).name("answer").string(delivered.answer());
      case Outcome.Retry retry ->
          json.name("delivered").bool(false).name("answer").string(retry.reason());
      case Outcome.Refused refused ->
          json.name("delivered").bool(false).name("answer").string(refused.reason());
    }
    json.endObject();
  }
}
