package io.vigie.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.ingest.intake.RefusedPushException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

class LineBlocksPropertyTest {
  @Property
  void blocksAreWholeLinesAndTogetherTheStream(
      @ForAll @CharRange(from = '\n', to = '\f') String text,
      @ForAll @IntRange(min = 1, max = 9) int size)
      throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LineBlocks blocks = new LineBlocks(new ByteArrayInputStream(bytes), size, 1000);
    StringBuilder seen = new StringBuilder();
    while (blocks.next()) {
      assertThat(blocks.bytesBefore()).isEqualTo(seen.length());
      assertThat(blocks.linesBefore()).isEqualTo(seen.chars().filter(c -> c == '\n').count());
      seen.append(new String(blocks.bytes(), 0, blocks.length(), StandardCharsets.UTF_8));
      assertThat(seen.length() == bytes.length || seen.charAt(seen.length() - 1) == '\n').isTrue();
    }
    assertThat(seen).hasToString(text);
  }

  @Example
  void aLineWithoutEndIsRefused() {
    LineBlocks blocks = new LineBlocks(new ByteArrayInputStream(new byte[100]), 8, 64);

    assertThatThrownBy(blocks::next)
        .isInstanceOf(RefusedPushException.class)
        .hasMessage("line 1 is longer than 64 bytes");
  }
}
