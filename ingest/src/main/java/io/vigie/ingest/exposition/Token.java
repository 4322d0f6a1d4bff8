package io.vigie.ingest.exposition;

/// What a [TextLexer] cuts the text into. The names are those that error messages show.
enum Token {
  INVALID,
  EOF,
  LINEBREAK,
  HELP,
  TYPE,
  UNIT,
  EOF_WORD,
  TEXT,
  COMMENT,
  METRIC_NAME,
  QUOTED,
  BRACE_OPEN,
  BRACE_CLOSE,
  LABEL_NAME,
  LABEL_VALUE,
  COMMA,
  EQUAL,
  TIMESTAMP,
  VALUE;

  /// As upstream writes it in messages.
  String word() {
    return switch (this) {
      case METRIC_NAME -> "MNAME";
      case QUOTED -> "QSTRING";
      case BRACE_OPEN -> "BOPEN";
      case BRACE_CLOSE -> "BCLOSE";
      case LABEL_NAME -> "LNAME";
      case LABEL_VALUE -> "LVALUE";
      case EOF_WORD -> "EOFWORD";
      case INVALID,
          EOF,
          LINEBREAK,
          HELP,
          TYPE,
          UNIT,
          TEXT,
          COMMENT,
          COMMA,
          EQUAL,
          TIMESTAMP,
          VALUE ->
          name();
    };
  }
}
