package io.vigie.ingest.influx;

import io.vigie.ingest.intake.ContentCoding;
import io.vigie.ingest.intake.InvalidSeriesException;
import io.vigie.ingest.intake.LabelPairs;
import io.vigie.ingest.intake.LegacyNames;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushIntake;
import io.vigie.ingest.intake.PushReply;
import io.vigie.ingest.intake.PushResult;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.RawHash;
import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests to write in InfluxDB's line protocol into the store. Thread-safe.
///
/// Each numeric field is a series `measurement_field` with the tags as labels and the database as
/// the label `db`; truth values are 1 and 0, texts are left out. What is wrong with a line is told
/// as InfluxDB tells it, and the other lines are stored.
public final class InfluxReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(InfluxReceiver.class);
  private static final int MAX_BODY_BYTES = 32 << 20;
  private static final int MAX_SHOWN_CHARS = 200;
  private static final String DATABASE = "db";

  private final PushIntake intake;
  private final InstantSource clock;

  /// Whose manners a sender expects.
  public enum Version {
    V1,
    V2
  }

  /// @param rules asked for at each request
  public InfluxReceiver(
      MetricStore store, InstantSource clock, Supplier<PushRules> rules, Meters meters) {
    this.intake = new PushIntake(store, clock, rules, meters, "influx");
    this.clock = clock;
  }

  /// Takes one request.
  ///
  /// @param database becomes the label `db`, unless a tag is named so; may be empty
  /// @param precision as in the request; empty means nanoseconds
  /// @throws IOException if the body cannot be read
  public PushReply receive(
      Version version, String database, String precision, String contentEncoding, InputStream body)
      throws IOException {
    try {
      Precision unit = Precision.of(precision);
      byte[] text = ContentCoding.read(contentEncoding, body, MAX_BODY_BYTES);
      return store(version, new Request(text, database, unit));
    } catch (RefusedPushException e) {
      return InfluxReply.of(version, e.httpStatus(), String.valueOf(e.getMessage()));
    }
  }

  private PushReply store(Version version, Request request) {
    try (PushBatch batch = intake.open()) {
      request.append(batch);
      PushResult result = batch.commit();
      return result.isComplete()
          ? PushReply.of(204)
          : InfluxReply.partial(version, request.malformed > 0, result);
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("labels are made of lines that were read", e);
    } catch (IOException e) {
      LOG.error("a request in line protocol could not be stored: {}", e.getMessage());
      return InfluxReply.of(version, 503, String.valueOf(e.getMessage()));
    }
  }

  /// One body on its way into a batch.
  private final class Request {
    private final byte[] text;
    private final String database;
    private final Precision precision;
    private final long nowMillis = clock.millis();
    private final Line line = new Line();
    private final LabelPairs labels = new LabelPairs();
    private final RawHash hash = new RawHash();
    private byte[] name;
    private final int databaseEnd;
    private int malformed;

    Request(byte[] text, String database, Precision precision) {
      this.text = text;
      this.database = database;
      this.precision = precision;
      byte[] prefix = database.getBytes(StandardCharsets.UTF_8);
      name = Arrays.copyOf(prefix, prefix.length + 1024);
      databaseEnd = prefix.length + 1; // ends in a zero, which stands in no name
    }

    void append(PushBatch batch) throws MalformedMessageException {
      int at = 0;
      while (at < text.length) {
        try {
          int next = line.read(text, at, text.length);
          appendFields(batch);
          at = next;
        } catch (MalformedLineException e) {
          int next = line.afterLine(at);
          malformed++;
          batch.refuse("malformed", "unable to parse '" + shown(at, next) + "': " + e.getMessage());
          at = next;
        }
      }
    }

    private String shown(int start, int next) {
      String all = new String(text, start, next - start, StandardCharsets.UTF_8).strip();
      return all.length() <= MAX_SHOWN_CHARS ? all : all.substring(0, MAX_SHOWN_CHARS) + "…";
    }

    private void appendFields(PushBatch batch) throws MalformedMessageException {
      long timestampMillis = line.hasTimestamp() ? precision.toMillis(line.timestamp()) : nowMillis;
      int needed = databaseEnd + line.maxNameLength();
      if (name.length < needed) {
        name = Arrays.copyOf(name, 2 * needed);
      }
      for (int i = 0; i < line.fields(); i++) {
        int field = i;
        hash.hash(name, 0, line.copyName(field, name, databaseEnd));
        batch.series(hash, () -> labels(field));
        batch.append(timestampMillis, line.value(field));
      }
    }

    private Labels labels(int field) throws InvalidSeriesException {
      labels.clear();
      labels.add(
          Labels.METRIC_NAME, LegacyNames.metric(line.measurement() + "_" + line.fieldName(field)));
      boolean hasDatabase = database.isEmpty();
      for (int i = 0; i < line.tags(); i++) {
        String tag = LegacyNames.label(line.tagName(i));
        hasDatabase |= tag.equals(DATABASE);
        labels.add(tag, line.tagValue(i));
      }
      if (!hasDatabase) {
        labels.add(DATABASE, database);
      }
      return labels.toSeries();
    }
  }
}
