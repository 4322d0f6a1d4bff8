package io.vigie.tsdb.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.MalformedBytesException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Records of the journal come back; bytes that are none end in the reader's own error.
class WalPropertyTest {
  @Property
  void recordsComeBack(@ForAll long seed) {
    Random random = new Random(seed);
    WalFrames frames = new WalFrames();
    List<Object> written = new ArrayList<>();
    frames.begin();
    for (int i = random.nextInt(50); i >= 0; i--) {
      if (random.nextInt(5) == 0) {
        String text = "é" + random.nextInt();
        frames.symbol(i, text);
        written.add(new WalRecord.Symbol(i, text));
      } else {
        int series = random.nextInt(1 << 20);
        long timestamp = random.nextLong();
        long start = random.nextInt(3) == 0 ? random.nextLong() : 0;
        frames.floatSample(series, timestamp, i, start);
        written.add(List.of(series, timestamp, (double) i, start));
      }
    }
    frames.end();
    assertThat(flat(decode(frames))).isEqualTo(written);
  }

  @Property
  void arbitraryBytesGiveRecordsOrTheReadersOwnError(@ForAll byte[] bytes) {
    try {
      WalRecords.decode(new ByteReader(bytes));
    } catch (MalformedBytesException e) {
      assertThat(e.position()).isBetween(0, bytes.length);
    }
  }

  private static List<Object> flat(List<WalRecord> records) {
    List<Object> flat = new ArrayList<>();
    for (WalRecord record : records) {
      if (record instanceof WalRecord.Floats floats) {
        for (int i = 0; i < floats.size(); i++) {
          flat.add(
              List.of(
                  floats.series(i),
                  floats.timestampMillis(i),
                  floats.value(i),
                  floats.startTimestampMillis(i)));
        }
      } else {
        flat.add(record);
      }
    }
    return flat;
  }

  private static List<WalRecord> decode(WalFrames frames) {
    byte[] bytes = new byte[frames.sizeBytes()];
    frames.toByteBuffer().get(bytes);
    return WalRecords.decode(
        new ByteReader(Arrays.copyOfRange(bytes, WalFormat.FRAME_HEADER_BYTES, bytes.length)));
  }
}
