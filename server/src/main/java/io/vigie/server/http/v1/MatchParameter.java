package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import java.util.ArrayList;
import java.util.List;

/// Reads the selectors of `match[]`.
public final class MatchParameter {
  private final PromqlParser parser;

  public MatchParameter(PromqlParser parser) {
    this.parser = parser;
  }

  /// The matchers of each selector; none means no condition. A selector that every series would
  /// satisfy is refused.
  ///
  /// @throws ApiException if a selector is none
  public List<List<LabelMatcher>> parse(ApiRequest request) {
    List<List<LabelMatcher>> selectors = new ArrayList<>();
    for (String text : request.parameters("match[]")) {
      selectors.add(parse(text));
    }
    if (selectors.stream()
        .anyMatch(matchers -> matchers.stream().allMatch(LabelMatcher::matchesAbsent))) {
      throw new ApiException(
          ErrorType.BAD_DATA, "match[] must contain at least one non-empty matcher");
    }
    return selectors;
  }

  /// As [#parse(ApiRequest)], with errors that name the parameter.
  ///
  /// @throws ApiException if a selector is none
  public List<List<LabelMatcher>> parseNamed(ApiRequest request) {
    try {
      return parse(request);
    } catch (ApiException e) {
      throw ApiException.invalidParameter("match[]", String.valueOf(e.getMessage()));
    }
  }

  /// The matchers of one selector.
  ///
  /// @throws ApiException if it is none
  public List<LabelMatcher> parse(String selector) {
    try {
      return parser.parseSelector(selector);
    } catch (PromqlParseException e) {
      throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
    }
  }
}
