package io.vigie.ingest.exposition;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.nio.charset.StandardCharsets;

/// What the readers of the two text formats share. Keeps positions in the body; strings are made
/// only when asked for.
abstract sealed class TextReader implements ExpositionReader
    permits PrometheusTextReader, OpenMetricsReader {
  final TextLexer lexer;
  final byte[] text;
  final LabelSpans series = new LabelSpans();
  private final LabelsCollector labels;

  Entry entry = Entry.END;
  int lineStart;
  int metaNameStart;
  int metaNameEnd;
  int metaTextStart;
  int metaTextEnd;
  MetricType type = MetricType.UNKNOWN;
  String unit = "";
  double value;
  boolean hasTimestamp;
  long timestampMillis;
  private int seriesStart;
  private int seriesEnd;

  TextReader(TextLexer lexer, ReaderOptions options) {
    this.lexer = lexer;
    this.text = lexer.text;
    this.labels = new LabelsCollector(options.typeAndUnitLabels());
  }

  @Override
  public final Entry next() throws ExpositionException {
    // Until the entry is whole there is none to ask about.
    entry = Entry.END;
    entry = readEntry();
    return entry;
  }

  abstract Entry readEntry() throws ExpositionException;

  /// The type written in the text from [#metaTextStart] to [#metaTextEnd].
  abstract MetricType typeOf(String word) throws ExpositionException;

  /// Reads the name of the metric family after `HELP` and the like.
  final void readMetaName(Token keyword) throws ExpositionException {
    Token token = lexer.next();
    if (token != Token.METRIC_NAME) {
      throw unexpected("expected metric name after " + keyword.word(), token);
    }
    int quote = text[lexer.tokenStart] == '"' ? 1 : 0;
    metaNameStart = lexer.tokenStart + quote;
    metaNameEnd = lexer.position - quote;
  }

  /// Takes what a `TYPE` or `HELP` line says.
  final Entry metadata(Token keyword) throws ExpositionException {
    if (keyword == Token.TYPE) {
      type = typeOf(string(metaTextStart, metaTextEnd));
      return Entry.TYPE;
    }
    if (!Utf8.isValid(text, metaTextStart, metaTextEnd)) {
      throw new ExpositionException(
          "help text " + lexer.quote(metaTextStart, metaTextEnd) + " is not a valid utf8 string");
    }
    return Entry.HELP;
  }

  final ExpositionException invalidType(String word) {
    return new ExpositionException("invalid metric type " + GoText.quote(word));
  }

  /// Reads the series at the start of a line; the token that begins it has been read. Yields the
  /// token after it.
  final Token readSeries(Token first) throws ExpositionException {
    series.clear();
    seriesStart = lexer.tokenStart;
    Token token = first;
    if (first == Token.METRIC_NAME) {
      series.name(lexer.tokenStart, lexer.position);
      seriesEnd = lexer.position;
      token = lexer.next();
    }
    if (token == Token.BRACE_OPEN) {
      readLabels(series, false);
      seriesEnd = lexer.position;
      token = lexer.next();
    }
    if (!series.hasName()) {
      throw new ExpositionException("metric name not set" + whileParsing());
    }
    return token;
  }

  /// Reads what stands between braces, the closing one included.
  final void readLabels(LabelSpans spans, boolean exemplar) throws ExpositionException {
    Token token = lexer.next();
    while (token != Token.BRACE_CLOSE) {
      if (token != Token.LABEL_NAME && token != Token.QUOTED) {
        throw unexpected("expected label name", token);
      }
      boolean quoted = token == Token.QUOTED;
      int start = lexer.tokenStart + (quoted ? 1 : 0);
      int end = lexer.position - (quoted ? 1 : 0);
      token = lexer.next();
      if (quoted && (token == Token.COMMA || token == Token.BRACE_CLOSE)) {
        readQuotedMetricName(spans, start, end, token, exemplar);
        token = token == Token.COMMA ? lexer.next() : token;
      } else {
        token = readLabelValue(spans, start, end, token);
      }
    }
  }

  private void readQuotedMetricName(
      LabelSpans spans, int start, int end, Token after, boolean exemplar)
      throws ExpositionException {
    if (exemplar) {
      throw unexpected("expected label name", after);
    }
    if (spans.hasName()) {
      throw new ExpositionException("metric name already set" + whileParsing());
    }
    spans.name(start, end);
  }

  private Token readLabelValue(LabelSpans spans, int nameStart, int nameEnd, Token equal)
      throws ExpositionException {
    if (equal != Token.EQUAL) {
      throw unexpected("expected equal", equal);
    }
    Token value = lexer.next();
    if (value != Token.LABEL_VALUE) {
      throw unexpected("expected label value", value);
    }
    if (lexer.nonAscii && !Utf8.isValid(text, lexer.tokenStart, lexer.position)) {
      throw new ExpositionException(
          "invalid UTF-8 label value: " + lexer.quote(lexer.tokenStart, lexer.position));
    }
    spans.add(nameStart, nameEnd);
    spans.add(lexer.tokenStart + 1, lexer.position - 1);
    Token after = lexer.next();
    if (after == Token.COMMA) {
      return lexer.next();
    }
    if (after != Token.BRACE_CLOSE && commaNeeded()) {
      throw unexpected("expected comma or brace close", after);
    }
    return after;
  }

  /// Whether labels must be separated by commas.
  abstract boolean commaNeeded();

  final double number(int start, int end) throws ExpositionException {
    try {
      return GoFloat.parse(text, start, end);
    } catch (MalformedNumberException e) {
      throw new ExpositionException(e.getMessage() + whileParsing());
    }
  }

  final ExpositionException unexpected(String expected, Token got) {
    int end = Math.min(lexer.length, lexer.position + 1);
    return new ExpositionException(
        expected
            + ", got "
            + lexer.quote(lexer.tokenStart, end)
            + " (\""
            + got.word()
            + "\") while parsing: "
            + lexer.quote(lineStart, end));
  }

  final String whileParsing() {
    return " while parsing: " + lexer.quote(lineStart, lexer.position);
  }

  @Override
  public final String name() {
    require(entry == Entry.HELP || entry == Entry.TYPE || entry == Entry.UNIT);
    return string(metaNameStart, metaNameEnd);
  }

  @Override
  public final MetricType type() {
    require(entry == Entry.TYPE);
    return type;
  }

  @Override
  public final String unit() {
    require(entry == Entry.UNIT);
    return unit;
  }

  @Override
  public final String comment() {
    require(entry == Entry.COMMENT);
    return string(metaTextStart, metaTextEnd);
  }

  @Override
  public final Labels labels() throws ExpositionException {
    require(entry == Entry.SERIES);
    labels.begin(validName(series.nameStart(), series.nameEnd()), type, unit);
    addLabels(series, true);
    return labels.build();
  }

  /// The labels of an exemplar: as they stand, nothing is added.
  final Labels exemplarLabels(LabelSpans spans) throws ExpositionException {
    labels.begin();
    addLabels(spans, false);
    return labels.build();
  }

  private void addLabels(LabelSpans spans, boolean ofSeries) throws ExpositionException {
    for (int i = 0; i < spans.labelCount(); i++) {
      String name = validName(spans.labelNameStart(i), spans.labelNameEnd(i));
      String labelValue = unescaped(spans.valueStart(i), spans.valueEnd(i));
      labels.add(name, ofSeries ? BucketLabels.normalize(type, name, labelValue) : labelValue);
    }
  }

  private String validName(int start, int end) throws ExpositionException {
    if (!Utf8.isValid(text, start, end)) {
      throw new ExpositionException("invalid UTF-8 name: " + lexer.quote(start, end));
    }
    return unescaped(start, end);
  }

  @Override
  public final double value() {
    require(entry == Entry.SERIES);
    return value;
  }

  @Override
  public final Histogram histogram() {
    throw new IllegalStateException("text formats have no native histograms");
  }

  @Override
  public final boolean hasTimestamp() {
    require(entry == Entry.SERIES);
    return hasTimestamp;
  }

  @Override
  public final long timestampMillis() {
    require(entry == Entry.SERIES && hasTimestamp);
    return timestampMillis;
  }

  @Override
  public final byte[] rawSeries() {
    return text;
  }

  @Override
  public final int rawStart() {
    require(entry == Entry.SERIES);
    return seriesStart;
  }

  @Override
  public final int rawEnd() {
    require(entry == Entry.SERIES);
    return seriesEnd;
  }

  final void require(boolean has) {
    if (!has) {
      throw new IllegalStateException("a " + entry + " entry does not have this");
    }
  }

  final String string(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.UTF_8);
  }

  /// The text with `\\`, `\"` and `\n` replaced; any other backslash stays.
  final String unescaped(int start, int end) {
    String raw = string(start, end);
    return raw.indexOf('\\') < 0 ? raw : unescape(raw, true);
  }

  static String unescape(String raw, boolean quotes) {
    StringBuilder plain = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      char escaped = c == '\\' && i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
      if (escaped == '\\' || escaped == 'n' || (escaped == '"' && quotes)) {
        plain.append(escaped == 'n' ? '\n' : escaped);
        i++;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
