package io.vigie.ingest.history;

import io.vigie.ingest.history.HistoryFormat.MalformedLineException;
import io.vigie.ingest.intake.ContentCoding;
import io.vigie.ingest.intake.ContentCoding.MalformedBodyException;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushIntake;
import io.vigie.ingest.intake.PushReply;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Takes samples of any age within the retention, however many: a body is read in blocks of whole
/// lines, each stored before the next is read, so that memory does not grow with it. An import that
/// stops says up to which line and byte everything is stored; to send something twice does no harm.
/// Thread-safe.
public final class HistoryImport {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryImport.class);
  private static final int MAX_RUNNING = 4;

  /// How far is looked for the beginning of what stands in a body.
  private static final int MAX_BLANKS = 64;

  private final PushIntake intake;
  private final InstantSource clock;
  private final Semaphore running = new Semaphore(MAX_RUNNING, true);

  /// @param rules asked for at each block
  public HistoryImport(
      MetricStore store, InstantSource clock, Supplier<PushRules> rules, Meters meters) {
    this.intake = new PushIntake(store, clock, rules, meters, "import");
    this.clock = clock;
  }

  /// Takes one body.
  ///
  /// @param progress told after each block, in a line of JSON without its end
  /// @throws IOException if the body cannot be read; what came before is stored
  public PushReply take(ImportRequest request, InputStream body, Consumer<String> progress)
      throws IOException {
    running.acquireUninterruptibly();
    ImportProgress reached = new ImportProgress();
    try {
      store(request, body, reached, progress);
      return reached.isComplete() ? success(reached) : failure(400, reached.refusals(), reached);
    } catch (RefusedPushException e) {
      return failure(e.httpStatus(), String.valueOf(e.getMessage()), reached);
    } catch (MalformedBodyException e) {
      return failure(400, e.getMessage() + "; " + reached.summary(), reached);
    } catch (StoreFailedException e) {
      LOG.error("an import could not be stored: {}", e.getMessage());
      return failure(
          503,
          e.getMessage() + "; " + reached.summary() + ": send the rest, or everything, later",
          reached);
    } finally {
      running.release();
    }
  }

  /// The store's failure, told from that of the network.
  private static final class StoreFailedException extends Exception {
    private static final long serialVersionUID = 1;

    StoreFailedException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private void store(
      ImportRequest request, InputStream body, ImportProgress reached, Consumer<String> progress)
      throws RefusedPushException, StoreFailedException, IOException {
    // Closed because a decompressor holds memory outside the heap.
    try (PushbackInputStream decoded =
        new PushbackInputStream(ContentCoding.open(request.contentEncoding(), body), MAX_BLANKS)) {
      HistoryFormat format = format(request, decoded);
      LineBlocks blocks = new LineBlocks(decoded);
      while (blocks.next()) {
        store(blocks, format, reached);
        progress.accept(reached.toJson().toString());
      }
    }
  }

  /// The first byte that is not blank; nothing is taken from the body.
  private static int firstByte(PushbackInputStream body) throws IOException {
    byte[] beginning = body.readNBytes(MAX_BLANKS);
    body.unread(beginning);
    int at = 0;
    while (at < beginning.length && beginning[at] <= ' ') {
      at++;
    }
    return at < beginning.length ? beginning[at] : -1;
  }

  private HistoryFormat format(ImportRequest request, PushbackInputStream body)
      throws RefusedPushException, IOException {
    int firstByte = firstByte(body);
    Labels extra = request.extra();
    long defaultMillis = request.timestampMillis(clock.millis());
    if (request.kind() == ImportRequest.Kind.CSV) {
      try {
        return new CsvLines(CsvFormat.parse(request.format()), defaultMillis, extra);
      } catch (IllegalArgumentException e) {
        throw new RefusedPushException(400, String.valueOf(e.getMessage()));
      }
    }
    return request.isJson(firstByte)
        ? new JsonLines(extra)
        : new TextLines(request.isOpenMetrics(), defaultMillis, extra);
  }

  private void store(LineBlocks blocks, HistoryFormat format, ImportProgress reached)
      throws RefusedPushException, StoreFailedException {
    try {
      commit(blocks, blocks.length(), format, reached);
    } catch (MalformedLineException malformed) {
      try {
        commit(blocks, malformed.start(), format, reached);
      } catch (MalformedLineException e) {
        throw new IllegalStateException("what was read once can be read again", e);
      }
      long line = blocks.linesBefore() + lines(blocks.bytes(), malformed.start()) + 1;
      long offset = blocks.bytesBefore() + malformed.start();
      throw new RefusedPushException(
          400,
          "line %d, which begins after %d bytes: %s. %s; mend that line and send from there"
              .formatted(line, offset, malformed.getMessage(), reached.summary()));
    }
  }

  /// Stores the first bytes of a block.
  private void commit(LineBlocks blocks, int length, HistoryFormat format, ImportProgress reached)
      throws MalformedLineException, StoreFailedException {
    try (PushBatch batch = intake.open()) {
      format.append(blocks.bytes(), length, blocks.bytesBefore() == 0, batch);
      reached.add(batch.commit());
      reached.reach(
          blocks.linesBefore() + lines(blocks.bytes(), length), blocks.bytesBefore() + length);
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("labels are made of lines that were read", e);
    } catch (IOException e) {
      throw new StoreFailedException(e);
    }
  }

  private static long lines(byte[] bytes, int length) {
    long lines = 0;
    for (int i = 0; i < length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return length > 0 && bytes[length - 1] != '\n' ? lines + 1 : lines;
  }

  private static PushReply success(ImportProgress reached) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("status", "success").set("data", reached.toJson());
    return PushReply.json(200, json + "\n");
  }

  private static PushReply failure(int httpStatus, String message, ImportProgress reached) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("status", "error");
    json.put("errorType", httpStatus == 503 ? "unavailable" : "bad_data");
    json.put("error", message).set("data", reached.toJson());
    return PushReply.json(httpStatus, json + "\n");
  }
}
