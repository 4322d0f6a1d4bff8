package io.vigie.promql.parse;

/// What the parser is reading, for the error about a token that does not belong there.
///
/// @param place where the token stands, or empty
/// @param expected what would have been right, or empty if it is too much to tell
record Context(String place, String expected) {
  private static final String A_DURATION = "number, duration, step(), or range()";

  static final Context QUERY = new Context("", "");
  static final Context AGGREGATION = new Context("aggregation", "");
  static final Context LABEL_LIST = new Context("grouping opts", "\"(\"");
  static final Context LABEL = new Context("grouping opts", "label");
  static final Context LABEL_LIST_REST = new Context("grouping opts", "\",\" or \")\"");
  static final Context MATCHER = new Context("label matching", "identifier or \"}\"");
  static final Context MATCHER_OPERATOR = new Context("label matching", "label matching operator");
  static final Context MATCHER_VALUE = new Context("label matching", "string");
  static final Context MATCHER_REST = new Context("label matching", "\",\" or \"}\"");
  static final Context LABEL_SET = new Context("label set", "identifier or \"}\"");
  static final Context LABEL_SET_EQUAL = new Context("label set", "\"=\"");
  static final Context LABEL_SET_VALUE = new Context("label set", "string");
  static final Context LABEL_SET_REST = new Context("label set", "\",\" or \"}\"");
  static final Context AT = new Context("@", "timestamp");
  static final Context OFFSET = new Context("offset", A_DURATION);
  static final Context RANGE = new Context("subquery or range selector", A_DURATION);
  static final Context RANGE_REST = new Context("subquery or range", "\":\" or \"]\"");
  static final Context STEP =
      new Context("subquery selector", "number, duration, step(), range(), or \"]\"");
  static final Context STEP_REST = new Context("subquery selector", "\"]\"");

  String describe() {
    return (place.isEmpty() ? "" : " in " + place)
        + (expected.isEmpty() ? "" : ", expected " + expected);
  }
}
