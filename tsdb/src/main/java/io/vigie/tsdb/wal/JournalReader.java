package io.vigie.tsdb.wal;

import io.vigie.model.metric.CommitLog;
import io.vigie.model.metric.CommitLog.Position;
import io.vigie.model.metric.CommitLog.Visitor;
import io.vigie.model.metric.Labels;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.MalformedBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Follows the journal while it is written. To begin within a segment, it is read from its start:
/// what its numbers mean is said there.
/* A frame that is not whole is one that is being written, unless the journal has gone on to the
 * next segment: then it never will be. That the journal has gone on is looked at first, because
 * frames may come until then.
 */
final class JournalReader implements CommitLog.Reader {
  private final JournalLog log;
  private Position position;
  private long readUpTo = FileKind.HEADER_BYTES;
  private @Nullable FileChannel file;

  // What the numbers of the segment mean.
  private final Map<Integer, String> symbols = new HashMap<>();
  private final Map<Integer, Labels> series = new HashMap<>();

  JournalReader(JournalLog log, Position from) {
    this.log = log;
    this.position = new Position(from.segment(), Math.max(from.offset(), FileKind.HEADER_BYTES));
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public boolean read(Visitor visitor) throws IOException {
    while (true) {
      boolean ended = log.currentSegment() > position.segment();
      FileChannel open = file();
      ByteBuffer frame = open == null ? null : frame(open);
      if (frame != null) {
        if (hand(frame, visitor)) {
          return true;
        }
      } else if (!ended || !goOn(open)) {
        return false;
      }
    }
  }

  /// Goes past what will never be whole; false if there is nothing to go on to.
  private boolean goOn(@Nullable FileChannel open) throws IOException {
    return (open != null && skipDamaged(open)) || goToNextSegment();
  }

  private @Nullable FileChannel file() throws IOException {
    if (file == null) {
      Optional<Path> path = log.find(position.segment());
      if (path.isPresent()) {
        try {
          file = FileChannel.open(path.get(), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
          return null; // moved or removed this moment
        }
      }
    }
    return file;
  }

  /// The payload of the frame that comes next, or null if it is not whole.
  private @Nullable ByteBuffer frame(FileChannel open) throws IOException {
    int payloadBytes = payloadBytes(open);
    if (payloadBytes <= 0) {
      return null;
    }
    ByteBuffer frame = read(open, readUpTo, WalFormat.FRAME_HEADER_BYTES + payloadBytes);
    CRC32C crc = new CRC32C();
    crc.update(frame.slice(0, Integer.BYTES));
    crc.update(frame.slice(WalFormat.FRAME_HEADER_BYTES, payloadBytes));
    return (int) crc.getValue() == frame.getInt(Integer.BYTES) ? frame : null;
  }

  /// Length of the payload of the next frame if so much is there; otherwise -1.
  private int payloadBytes(FileChannel open) throws IOException {
    long left = open.size() - readUpTo - WalFormat.FRAME_HEADER_BYTES;
    if (left <= 0) {
      return -1;
    }
    int payloadBytes = read(open, readUpTo, Integer.BYTES).getInt(0);
    return payloadBytes <= left && payloadBytes <= WalFormat.MAX_PAYLOAD_BYTES ? payloadBytes : -1;
  }

  private static ByteBuffer read(FileChannel open, long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && open.read(buffer, at + buffer.position()) >= 0) {
      // until it is full
    }
    return buffer;
  }

  /// Goes past a frame; hands its contents on unless they were read before.
  private boolean hand(ByteBuffer frame, Visitor visitor) {
    boolean isNew = readUpTo >= position.offset();
    byte[] payload = new byte[frame.capacity() - WalFormat.FRAME_HEADER_BYTES];
    frame.get(WalFormat.FRAME_HEADER_BYTES, payload);
    readUpTo += frame.capacity();
    if (isNew) {
      position = new Position(position.segment(), readUpTo);
    }
    try {
      for (WalRecord record : WalRecords.decode(new ByteReader(payload))) {
        apply(record, isNew, visitor);
      }
    } catch (MalformedBytesException e) {
      return false;
    }
    return isNew;
  }

  private void apply(WalRecord record, boolean isNew, Visitor visitor) {
    switch (record) {
      case WalRecord.Symbol(int number, String text) -> symbols.put(number, text);
      case WalRecord.Series declared -> declare(declared);
      case WalRecord.Floats floats -> {
        if (isNew) {
          visit(floats, visitor);
        }
      }
      case WalRecord.HistogramSample sample -> {
        Labels labels = series.get(sample.series());
        if (isNew && labels != null) {
          visitor.sample(
              labels, sample.timestampMillis(), sample.histogram(), sample.startTimestampMillis());
        }
      }
      case WalRecord.ExemplarRecord(int number, var exemplar) -> {
        Labels labels = series.get(number);
        if (isNew && labels != null) {
          visitor.exemplar(labels, exemplar);
        }
      }
    }
  }

  private void declare(WalRecord.Series declared) {
    int[] numbers = declared.symbols();
    String[] pairs = new String[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      String text = symbols.get(numbers[i]);
      if (text == null) {
        return; // said in a damaged frame
      }
      pairs[i] = text;
    }
    series.put(declared.number(), Labels.ofSortedPairs(pairs));
  }

  private void visit(WalRecord.Floats floats, Visitor visitor) {
    for (int i = 0; i < floats.size(); i++) {
      Labels labels = series.get(floats.series(i));
      if (labels != null) {
        visitor.sample(
            labels, floats.timestampMillis(i), floats.value(i), floats.startTimestampMillis(i));
      }
    }
  }

  /// Goes past a frame that is damaged, if its length tells where the next one begins.
  private boolean skipDamaged(FileChannel open) throws IOException {
    int payloadBytes = payloadBytes(open);
    if (payloadBytes <= 0) {
      return false;
    }
    readUpTo += WalFormat.FRAME_HEADER_BYTES + payloadBytes;
    return true;
  }

  private boolean goToNextSegment() throws IOException {
    OptionalLong next = log.after(position.segment());
    if (next.isEmpty()) {
      return false;
    }
    close();
    position = new Position(next.getAsLong(), FileKind.HEADER_BYTES);
    readUpTo = FileKind.HEADER_BYTES;
    symbols.clear();
    series.clear();
    return true;
  }

  @Override
  public void close() {
    FileChannel open = file;
    file = null;
    if (open != null) {
      closeQuietly(open);
    }
  }

  private static void closeQuietly(FileChannel open) {
    try (open) {
      // It was only read.
    } catch (IOException e) {
      // Nothing is lost.
    }
  }
}
