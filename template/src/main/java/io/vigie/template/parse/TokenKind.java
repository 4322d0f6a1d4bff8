package io.vigie.template.parse;

import java.util.Map;

/// What a piece of an action is.
enum TokenKind {
  ERROR,
  BOOL,
  CHAR,
  CHAR_CONSTANT,
  COMPLEX,
  ASSIGN,
  DECLARE,
  EOF,
  FIELD,
  IDENTIFIER,
  LEFT_DELIMITER,
  LEFT_PAREN,
  NUMBER,
  PIPE,
  RAW_STRING,
  RIGHT_DELIMITER,
  RIGHT_PAREN,
  SPACE,
  STRING,
  TEXT,
  VARIABLE,
  DOT,
  NIL,
  BLOCK,
  BREAK,
  CONTINUE,
  DEFINE,
  ELSE,
  END,
  IF,
  RANGE,
  TEMPLATE,
  WITH;

  static final Map<String, TokenKind> WORDS =
      Map.ofEntries(
          Map.entry(".", DOT),
          Map.entry("block", BLOCK),
          Map.entry("break", BREAK),
          Map.entry("continue", CONTINUE),
          Map.entry("define", DEFINE),
          Map.entry("else", ELSE),
          Map.entry("end", END),
          Map.entry("if", IF),
          Map.entry("range", RANGE),
          Map.entry("nil", NIL),
          Map.entry("template", TEMPLATE),
          Map.entry("with", WITH),
          Map.entry("true", BOOL),
          Map.entry("false", BOOL));

  boolean isKeyword() {
    return compareTo(DOT) >= 0;
  }
}
