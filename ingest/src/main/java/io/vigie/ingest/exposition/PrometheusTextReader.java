package io.vigie.ingest.exposition;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.MetricType;
import java.util.List;

/// Reads the Prometheus text format, versions 0.0.4 and 1.0.0.
final class PrometheusTextReader extends TextReader {
  PrometheusTextReader(byte[] body, int length, ReaderOptions options) {
    super(new PrometheusTextLexer(body, length), options);
  }

  @Override
  Entry readEntry() throws ExpositionException {
    Token token;
    do {
      lineStart = lexer.position;
      token = lexer.next();
    } while (token == Token.LINEBREAK);
    return switch (token) {
      case EOF -> Entry.END;
      case METRIC_NAME, BRACE_OPEN -> readSample(readSeries(token));
      case HELP, TYPE -> readMetadata(token);
      case COMMENT -> readComment();
      case INVALID,
          LINEBREAK,
          UNIT,
          EOF_WORD,
          TEXT,
          QUOTED,
          BRACE_CLOSE,
          LABEL_NAME,
          LABEL_VALUE,
          COMMA,
          EQUAL,
          TIMESTAMP,
          VALUE ->
          throw unexpected("expected a valid start token", token);
    };
  }

  private Entry readMetadata(Token keyword) throws ExpositionException {
    readMetaName(keyword);
    lexer.next();
    metaTextStart = lexer.tokenStart;
    metaTextEnd = lexer.position;
    if (isBlank(metaTextStart, metaTextEnd)) {
      metaTextStart = metaTextEnd;
    } else {
      metaTextStart++; // The space after the name.
    }
    return metadata(keyword);
  }

  private boolean isBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] != ' ' && text[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private Entry readComment() {
    metaTextStart = lexer.tokenStart;
    metaTextEnd = lexer.position;
    return Entry.COMMENT;
  }

  private Entry readSample(Token token) throws ExpositionException {
    if (token != Token.VALUE) {
      throw unexpected("expected value after metric", token);
    }
    value = number(lexer.tokenStart, lexer.position);
    hasTimestamp = false;
    Token after = lexer.next();
    if (after == Token.TIMESTAMP) {
      hasTimestamp = true;
      timestampMillis = integer(lexer.tokenStart, lexer.position);
      after = lexer.next();
      if (after != Token.LINEBREAK) {
        throw unexpected("expected next entry after timestamp", after);
      }
    } else if (after != Token.LINEBREAK) {
      throw unexpected("expected timestamp or new record", after);
    }
    return Entry.SERIES;
  }

  private long integer(int start, int end) throws ExpositionException {
    long integer = 0;
    for (int i = start; i < end; i++) {
      int digit = text[i] - '0';
      if (integer > (Long.MAX_VALUE - digit) / 10) {
        String message =
            MalformedNumberException.outOfRange("ParseInt", text, start, end).getMessage();
        throw new ExpositionException(message + whileParsing());
      }
      integer = integer * 10 + digit;
    }
    return integer;
  }

  @Override
  MetricType typeOf(String word) throws ExpositionException {
    return switch (word) {
      case "counter" -> MetricType.COUNTER;
      case "gauge" -> MetricType.GAUGE;
      case "histogram" -> MetricType.HISTOGRAM;
      case "summary" -> MetricType.SUMMARY;
      case "untyped" -> MetricType.UNKNOWN;
      default -> throw invalidType(word);
    };
  }

  @Override
  boolean commaNeeded() {
    return false;
  }

  @Override
  public String help() {
    require(entry == Entry.HELP);
    return unescape(string(metaTextStart, metaTextEnd), false);
  }

  @Override
  public long startTimestampMillis() {
    require(entry == Entry.SERIES);
    return 0;
  }

  @Override
  public List<Exemplar> exemplars() {
    require(entry == Entry.SERIES);
    return List.of();
  }
}
