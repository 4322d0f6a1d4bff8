package io.vigie.tsdb.wal;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.CorruptFileException;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.MalformedBytesException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Reads a segment of the journal frame by frame.
///
/// A damaged frame is left out. If the frame after it is whole, reading goes on there: what was
/// declared in the damaged one is then unknown, and samples of it are left out by the consumer.
/// Otherwise the rest of the segment is given up: nothing says where the next frame would begin.
public final class WalReplay {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// What became of a segment.
  ///
  /// @param frames whole batches read
  /// @param damagedBytes bytes left out
  /// @param damageOffset where the first damage is, in bytes from the start of the file; -1 if none
  /// @param damageReason what is wrong there; empty if nothing
  /// @param isCut whether what is wrong is that the file ends before the last batch does
  public record SegmentReport(
      Path path,
      long frames,
      long damagedBytes,
      long damageOffset,
      String damageReason,
      boolean isCut) {
    public boolean isDamaged() {
      return damagedBytes > 0;
    }
  }

  private final Path path;
  private final MemorySegment file;
  private final Consumer<List<WalRecord>> batches;
  private long frames;
  private long damagedBytes;
  private long damageOffset = -1;
  private String damageReason = "";

  private WalReplay(Path path, MemorySegment file, Consumer<List<WalRecord>> batches) {
    this.path = path;
    this.file = file;
    this.batches = batches;
  }

  /// Hands every whole batch of a segment to the consumer, in the order of their commits.
  ///
  /// @throws IOException if the file cannot be read; damage is reported, not thrown
  public static SegmentReport read(Path segment, Consumer<List<WalRecord>> batches)
      throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      WalReplay replay = new WalReplay(segment, file, batches);
      replay.readAll();
      return new SegmentReport(
          segment,
          replay.frames,
          replay.damagedBytes,
          replay.damageOffset,
          replay.damageReason,
          replay.damageReason.endsWith(" is cut"));
    }
  }

  private void readAll() {
    if (!hasHeader()) {
      return;
    }
    long position = FileKind.HEADER_BYTES;
    while (position < file.byteSize()) {
      String wrong = whatIsWrong(position);
      if (wrong.isEmpty()) {
        wrong = hand(position);
      }
      long next = wrong.isEmpty() ? frameEnd(position) : afterDamage(position);
      if (!wrong.isEmpty()) {
        damaged(position, next - position, wrong);
      }
      position = next;
    }
  }

  /// A file of no bytes is a segment whose making was cut short: nothing was ever in it.
  private boolean hasHeader() {
    if (file.byteSize() == 0) {
      return false;
    }
    int headerBytes = (int) Math.min(file.byteSize(), FileKind.HEADER_BYTES);
    try {
      FileKind.JOURNAL.checkHeader(
          path, file.asSlice(0, headerBytes).toArray(ValueLayout.JAVA_BYTE));
      return true;
    } catch (CorruptFileException e) {
      damaged(e.offset(), file.byteSize(), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void damaged(long offset, long bytes, String reason) {
    if (damageOffset < 0) {
      damageOffset = offset;
      damageReason = reason;
    }
    damagedBytes += bytes;
  }

  /// Where reading goes on after a damaged frame.
  private long afterDamage(long position) {
    if (position + WalFormat.FRAME_HEADER_BYTES <= file.byteSize()) {
      int payloadBytes = file.get(INT, position);
      long next = frameEnd(position);
      if (payloadBytes > 0 && next < file.byteSize() && whatIsWrong(next).isEmpty()) {
        return next;
      }
    }
    return file.byteSize();
  }

  private long frameEnd(long position) {
    return position + WalFormat.FRAME_HEADER_BYTES + file.get(INT, position);
  }

  /// Empty if a whole frame starts here.
  private String whatIsWrong(long position) {
    long left = file.byteSize() - position;
    if (left < WalFormat.FRAME_HEADER_BYTES) {
      return "the header of a batch is cut";
    }
    int payloadBytes = file.get(INT, position);
    if (payloadBytes <= 0 || payloadBytes > WalFormat.MAX_PAYLOAD_BYTES) {
      return "a batch of " + payloadBytes + " bytes";
    }
    if (payloadBytes > left - WalFormat.FRAME_HEADER_BYTES) {
      return "a batch of " + payloadBytes + " bytes is cut";
    }
    CRC32C crc = new CRC32C();
    crc.update(file.asSlice(position, Integer.BYTES).asByteBuffer());
    crc.update(file.asSlice(position + WalFormat.FRAME_HEADER_BYTES, payloadBytes).asByteBuffer());
    return (int) crc.getValue() == file.get(INT, position + Integer.BYTES)
        ? ""
        : "the checksum of a batch of " + payloadBytes + " bytes does not match";
  }

  /// Hands a whole frame on; answers what is wrong with its contents, or nothing.
  private String hand(long position) {
    byte[] payload =
        file.asSlice(position + WalFormat.FRAME_HEADER_BYTES, file.get(INT, position))
            .toArray(ValueLayout.JAVA_BYTE);
    List<WalRecord> records;
    try {
      records = WalRecords.decode(new ByteReader(payload));
    } catch (MalformedBytesException e) {
      return "the checksum matches, but " + e.getMessage();
    }
    batches.accept(records);
    frames++;
    return "";
  }
}
