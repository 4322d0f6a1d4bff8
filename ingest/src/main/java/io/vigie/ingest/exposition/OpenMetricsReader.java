package io.vigie.ingest.exposition;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.MetricType;
import java.util.List;

/// Reads OpenMetrics text, versions 0.0.1 and 1.0.0.
final class OpenMetricsReader extends TextReader {
  private static final String NO_END = "data does not end with # EOF";

  private final LabelSpans exemplar = new LabelSpans();
  private final boolean createdAsStartTimestamps;
  private final CreatedTimestamps created;
  private boolean hasExemplar;
  private double exemplarValue;
  private boolean exemplarHasTimestamp;
  private long exemplarTimestampMillis;

  OpenMetricsReader(byte[] body, int length, ReaderOptions options) {
    super(new OpenMetricsLexer(body, length), options);
    createdAsStartTimestamps = options.createdAsStartTimestamps();
    created = new CreatedTimestamps(body, length);
  }

  @Override
  Entry readEntry() throws ExpositionException {
    Entry read;
    do {
      read = readLine();
    } while (read == Entry.SERIES && createdAsStartTimestamps && isCreatedLine());
    return read;
  }

  private Entry readLine() throws ExpositionException {
    lineStart = lexer.position;
    hasExemplar = false;
    Token token = lexer.next();
    return switch (token) {
      case METRIC_NAME, BRACE_OPEN -> readSample(readSeries(token));
      case HELP, TYPE, UNIT -> readMetadata(token);
      case EOF_WORD -> end();
      case EOF -> throw new ExpositionException(NO_END);
      case INVALID,
          LINEBREAK,
          COMMENT,
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

  private Entry end() throws ExpositionException {
    if (lexer.next() != Token.EOF) {
      throw new ExpositionException("unexpected data after # EOF");
    }
    return Entry.END;
  }

  private Entry readMetadata(Token keyword) throws ExpositionException {
    readMetaName(keyword);
    if (lexer.next() != Token.TEXT) {
      throw new ExpositionException("expected text in " + keyword.word());
    }
    metaTextStart = lexer.tokenStart + 1;
    metaTextEnd = lexer.position - 1;
    return keyword == Token.UNIT ? takeUnit() : metadata(keyword);
  }

  private Entry takeUnit() throws ExpositionException {
    unit = string(metaTextStart, metaTextEnd);
    String name = string(metaNameStart, metaNameEnd);
    if (!unit.isEmpty() && !name.endsWith("_" + unit)) {
      throw new ExpositionException(
          "unit "
              + lexer.quote(metaTextStart, metaTextEnd)
              + " not a suffix of metric "
              + lexer.quote(metaNameStart, metaNameEnd));
    }
    return Entry.UNIT;
  }

  private Entry readSample(Token token) throws ExpositionException {
    value = floatAfter("metric", token);
    hasTimestamp = false;
    Token after = lexer.next();
    if (after == Token.TIMESTAMP) {
      hasTimestamp = true;
      timestampMillis = timestamp("invalid timestamp ");
      after = lexer.next();
      if (after != Token.LINEBREAK && after != Token.COMMENT) {
        throw unexpected("expected next entry after timestamp", after);
      }
    } else if (after == Token.EOF) {
      throw new ExpositionException(NO_END);
    }
    // Anything else is refused by the next call, which finds itself in the middle of a line.
    if (after == Token.COMMENT) {
      readExemplar();
    }
    return Entry.SERIES;
  }

  private void readExemplar() throws ExpositionException {
    exemplar.clear();
    readLabels(exemplar, true);
    exemplarValue = floatAfter("exemplar labels", lexer.next());
    hasExemplar = true;
    exemplarHasTimestamp = false;
    Token token = lexer.next();
    if (token == Token.TIMESTAMP) {
      exemplarHasTimestamp = true;
      exemplarTimestampMillis = timestamp("invalid exemplar timestamp ");
      token = lexer.next();
      if (token != Token.LINEBREAK) {
        throw unexpected("expected next entry after exemplar timestamp", token);
      }
    } else if (token == Token.EOF) {
      throw new ExpositionException(NO_END);
    } else if (token != Token.LINEBREAK) {
      throw unexpected("expected timestamp or comment", token);
    }
  }

  private double floatAfter(String what, Token token) throws ExpositionException {
    if (token != Token.VALUE) {
      throw unexpected("expected value after " + what, token);
    }
    return number(lexer.tokenStart + 1, lexer.position);
  }

  /// The token read last as milliseconds; it is written in seconds.
  private long timestamp(String problem) throws ExpositionException {
    double seconds = number(lexer.tokenStart + 1, lexer.position);
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      throw new ExpositionException(problem + GoFloat.format(seconds));
    }
    return (long) (seconds * 1000);
  }

  /// Whether the line read last says when a counter, histogram or summary began.
  boolean isCreatedLine() {
    return CreatedTimestamps.areKeptFor(type)
        && CreatedTimestamps.isCreated(text, series.nameStart(), series.nameEnd());
  }

  /// Takes up reading at a line of a family whose type is known.
  void continueAt(int position, MetricType type) {
    lexer.position = position;
    lexer.mode = TextLexer.Mode.LINE_START;
    this.type = type;
  }

  @Override
  MetricType typeOf(String word) throws ExpositionException {
    return switch (word) {
      case "counter" -> MetricType.COUNTER;
      case "gauge" -> MetricType.GAUGE;
      case "histogram" -> MetricType.HISTOGRAM;
      case "gaugehistogram" -> MetricType.GAUGE_HISTOGRAM;
      case "summary" -> MetricType.SUMMARY;
      case "info" -> MetricType.INFO;
      case "stateset" -> MetricType.STATESET;
      case "unknown" -> MetricType.UNKNOWN;
      default -> throw invalidType(word);
    };
  }

  @Override
  boolean commaNeeded() {
    return true;
  }

  @Override
  public String help() {
    require(entry == Entry.HELP);
    return unescaped(metaTextStart, metaTextEnd);
  }

  @Override
  public long startTimestampMillis() {
    require(entry == Entry.SERIES);
    if (!createdAsStartTimestamps) {
      return 0;
    }
    return created.of(series, type, metaNameEnd - metaNameStart, lexer.position);
  }

  @Override
  public List<Exemplar> exemplars() {
    require(entry == Entry.SERIES);
    if (!hasExemplar) {
      return List.of();
    }
    try {
      long sampleMillis = hasTimestamp ? timestampMillis : 0;
      long millis = exemplarHasTimestamp ? exemplarTimestampMillis : sampleMillis;
      return List.of(new Exemplar(exemplarLabels(exemplar), exemplarValue, millis));
    } catch (ExpositionException e) {
      // An exemplar is an extra: one that has no valid labels must not cost the sample.
      return List.of();
    }
  }
}
