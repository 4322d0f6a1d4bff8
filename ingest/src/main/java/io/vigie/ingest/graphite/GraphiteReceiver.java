package io.vigie.ingest.graphite;

import io.vigie.ingest.intake.InvalidSeriesException;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushIntake;
import io.vigie.ingest.intake.PushResult;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.listen.LineSink;
import io.vigie.ingest.listen.NameMapping;
import io.vigie.ingest.listen.RefusalLog;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes lines `some.metric.name;tag=value 4.2 1700000000` into the store, with seconds; `-1` and
/// no timestamp mean now. Thread-safe. What cannot be stored is counted, and said in the log.
public final class GraphiteReceiver implements LineSink {
  private static final Logger LOG = LoggerFactory.getLogger(GraphiteReceiver.class);

  private final PushIntake intake;
  private final InstantSource clock;
  private final Supplier<NameMapping> mapping;
  private final RefusalLog refusals = new RefusalLog(LOG, "graphite");

  /// @param rules asked for at each batch
  /// @param mapping asked for at each batch
  public GraphiteReceiver(
      MetricStore store,
      InstantSource clock,
      Supplier<PushRules> rules,
      Supplier<NameMapping> mapping,
      Meters meters) {
    this.intake = new PushIntake(store, clock, rules, meters, "graphite");
    this.clock = clock;
    this.mapping = mapping;
  }

  @Override
  public void take(byte[] bytes, int length) {
    NameMapping names = mapping.get();
    write(batch -> {
      int start = 0;
      while (start < length) {
        int end = start;
        while (end < length && bytes[end] != '\n') {
          end++;
        }
        String line = new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
        if (!line.isEmpty()) {
          append(line, names, batch);
        }
        start = end + 1;
      }
    });
  }

  @Override
  public void refuse(String reason, String problem) {
    write(batch -> batch.refuse(reason, problem));
  }

  /// Fills a batch.
  private interface Filling {
    void fill(PushBatch batch) throws MalformedMessageException;
  }

  private void write(Filling filling) {
    try (PushBatch batch = intake.open()) {
      filling.fill(batch);
      PushResult result = batch.commit();
      refusals.tell(result.problems());
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("labels are made before the series is named", e);
    } catch (IOException e) {
      LOG.error("samples sent by graphite could not be stored and are lost: {}", e.getMessage());
    }
  }

  private void append(String line, NameMapping names, PushBatch batch)
      throws MalformedMessageException {
    try {
      String[] parts = line.split("\\s+", -1);
      if (parts.length < 2 || parts.length > 3) {
        throw new IllegalArgumentException("it is not NAME VALUE TIMESTAMP");
      }
      double value = number(parts[1], "value");
      long timestampMillis = parts.length == 3 ? millis(parts[2]) : clock.millis();
      Optional<Labels> series = series(parts[0], names);
      if (series.isPresent()) {
        batch.series(series.get());
        batch.append(timestampMillis, value);
      }
    } catch (IllegalArgumentException | InvalidSeriesException e) {
      batch.refuse("malformed", "\"" + shortened(line) + "\": " + e.getMessage());
    }
  }

  private static double number(String text, String what) {
    try {
      double number = Double.parseDouble(text);
      if (!Double.isNaN(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IllegalArgumentException("the " + what + " \"" + text + "\" is not a number");
  }

  private long millis(String text) {
    double seconds = number(text, "timestamp");
    return seconds == -1 ? clock.millis() : Math.round(seconds * 1000);
  }

  private static Optional<Labels> series(String path, NameMapping names)
      throws InvalidSeriesException {
    List<String> parts = List.of(path.split(";", -1));
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : parts.subList(1, parts.size())) {
      int equal = tag.indexOf('=');
      if (equal <= 0) {
        throw new InvalidSeriesException("the tag \"" + tag + "\" is not NAME=VALUE");
      }
      tags.put(tag.substring(0, equal), tag.substring(equal + 1));
    }
    if (parts.getFirst().isEmpty()) {
      throw new InvalidSeriesException("the name is empty");
    }
    return names.apply(parts.getFirst(), tags);
  }

  private static String shortened(String line) {
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }
}
