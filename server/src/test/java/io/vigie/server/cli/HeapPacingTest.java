package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class HeapPacingTest {
  @Test
  void theHeapFollowsWhatIsAliveThoughTheCollectorWouldLetItGrow() throws Exception {
    long unpacedMib = heapMibAfterLettingMuchGrowOld("unpaced");
    long pacedMib = heapMibAfterLettingMuchGrowOld("paced");

    assertThat(unpacedMib).isGreaterThan(500);
    assertThat(pacedMib).isLessThan(300);
  }

  private static long heapMibAfterLettingMuchGrowOld(String how) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-XX:NewSize=16m",
                "-Xmx1g",
                "-XX:MaxHeapFreeRatio=50",
                "-cp",
                System.getProperty("java.class.path"),
                LettingGrowOld.class.getName(),
                how)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return Long.parseLong(printed.strip());
  }

  /// Keeps 48 MiB alive, each piece just long enough to become old, and prints the size of the
  /// heap.
  static final class LettingGrowOld {
    private static final int PIECE_BYTES = 64 << 10;
    private static final int PIECES_ALIVE = 768;
    private static final int PIECES = 40_000;

    private LettingGrowOld() {}

    public static void main(String[] arguments) throws InterruptedException {
      if (arguments[0].equals("paced")) {
        HeapPacing.start();
      }
      Deque<byte[]> alive = new ArrayDeque<>();
      for (int i = 0; i < PIECES; i++) {
        alive.add(new byte[PIECE_BYTES]);
        if (alive.size() > PIECES_ALIVE) {
          alive.remove();
        }
        if (i % 1000 == 0) {
          // Somebody must be told of the collections meanwhile.
          Thread.sleep(10);
        }
      }
      System.out.println(Runtime.getRuntime().totalMemory() >> 20);
    }
  }
}
