package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class TreeViewTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PromqlParser parser = new PromqlParser(ParserOptions.ALL_FEATURES);

  @Test
  void aSelectorShowsItsConditionsAndModifiers() throws PromqlParseException {
    assertView(
        "foo{a!~\"b\"} @ 1.5 offset 5m",
        """
        {"type":"vectorSelector","name":"foo","offset":300000,"offsetExpr":null,
         "matchers":[{"name":"a","value":"b","type":"!~"},
                     {"name":"__name__","value":"foo","type":"="}],
         "timestamp":1500,"startOrEnd":null,"anchored":false,"smoothed":false}\
        """);
  }

  @Test
  void aRangeSelectorShowsItsSelectorInItself() throws PromqlParseException {
    assertView(
        "foo[5m] smoothed @ end()",
        """
        {"type":"matrixSelector","name":"foo","range":300000,"rangeExpr":null,"offset":0,
         "offsetExpr":null,"matchers":[{"name":"__name__","value":"foo","type":"="}],
         "timestamp":null,"startOrEnd":"end","anchored":false,"smoothed":true}\
        """);
  }

  @Test
  void aSubqueryShowsExpressionsOfDurations() throws PromqlParseException {
    assertView(
        "vector(1)[5m:-step()] offset (5)",
        """
        {"type":"subquery","expr":{"type":"call","func":{"name":"vector","argTypes":["scalar"],
         "variadic":0,"returnType":"vector"},"args":[{"type":"numberLiteral","val":"1"}]},
         "range":300000,"rangeExpr":null,"offset":0,
         "offsetExpr":{"type":"durationExpr","op":"+","lhs":null,
           "rhs":{"type":"numberLiteral","val":"5","duration":false},"wrapped":true},
         "step":0,
         "stepExpr":{"type":"durationExpr","op":"-","lhs":null,
           "rhs":{"type":"durationExpr","op":"step","lhs":null,"rhs":null,"wrapped":false},
           "wrapped":false},
         "timestamp":null,"startOrEnd":null}\
        """);
  }

  @Test
  void anOperatorShowsHowItsSidesMatch() throws PromqlParseException {
    assertView(
        "a == bool on(x) group_left(y) fill_right(-1) b",
        """
        {"type":"binaryExpr","op":"==","bool":true,
         "lhs":%s,"rhs":%s,
         "matching":{"card":"many-to-one","labels":["x"],"on":true,"include":["y"],
           "fillValues":{"lhs":null,"rhs":-1.0}}}\
        """
            .formatted(selector("a"), selector("b")));
    assertView(
        "-(1 + 2)",
        """
        {"type":"unaryExpr","op":"-","expr":{"type":"parenExpr","expr":{"type":"binaryExpr",
         "op":"+","lhs":{"type":"numberLiteral","val":"1"},
         "rhs":{"type":"numberLiteral","val":"2"},"matching":null,"bool":false}}}\
        """);
  }

  @Test
  void anAggregationShowsParameterAndGrouping() throws PromqlParseException {
    assertView(
        "count_values without (a) (\"v\", b)",
        """
        {"type":"aggregation","op":"count_values","expr":%s,
         "param":{"type":"stringLiteral","val":"v"},"grouping":["a"],"without":true}\
        """
            .formatted(selector("b")));
    assertView(
        "sum(b)",
        """
        {"type":"aggregation","op":"sum","expr":%s,"param":null,"grouping":[],"without":false}\
        """
            .formatted(selector("b")));
  }

  private static String selector(String name) {
    return """
    {"type":"vectorSelector","name":"%s","offset":0,"offsetExpr":null,
     "matchers":[{"name":"__name__","value":"%s","type":"="}],
     "timestamp":null,"startOrEnd":null,"anchored":false,"smoothed":false}\
    """
        .formatted(name, name);
  }

  private void assertView(String query, String expected) throws PromqlParseException {
    JsonNode view = JSON.readTree(JSON.writeValueAsString(TreeView.of(parser.parse(query))));
    assertThat(view).isEqualTo(JSON.readTree(expected));
  }
}
