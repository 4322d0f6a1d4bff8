package io.vigie.server.http.v1;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Prettifier;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.promql.parse.TreeView;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.RouteGroup;

/// `format_query` and `parse_query`: what a query looks like, without asking it.
public final class ParseApi implements RouteGroup {
  private final PromqlParser parser;

  public ParseApi(PromqlParser parser) {
    this.parser = parser;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAndPost("/format_query", this::format).getAndPost("/parse_query", this::tree);
  }

  private Answer format(ApiRequest request) {
    String formatted = new Prettifier(Prettifier.DEFAULT_WIDTH).print(parse(request));
    return Answer.of(json -> json.string(formatted));
  }

  private Answer tree(ApiRequest request) {
    Expr expr = parse(request);
    return Answer.of(json -> json.tree(TreeView.of(expr)));
  }

  private Expr parse(ApiRequest request) {
    try {
      return parser.parse(request.parameter("query"));
    } catch (PromqlParseException e) {
      throw ApiException.invalidParameter("query", String.valueOf(e.getMessage()));
    }
  }
}
