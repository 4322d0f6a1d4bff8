package io.vigie.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlDocumentsTest {
  private static List<YamlFile> documents(String text) {
    return YamlFile.documents("test.yml", Path.of(""), text);
  }

  @Test
  void eachDocumentKnowsItsPlaceInTheWholeFile() {
    List<YamlFile> documents =
        documents("---\na: 1\n---\n\n# nothing\n---\nb: 2\n...\n---\nc: x y\n");
    assertThat(documents).hasSize(3);
    assertThat(documents.get(1).mapping().position("b")).isEqualTo(new Position(7, 4));
    assertThat(documents.get(2).mapping().string("c")).isEqualTo("x y");
    assertThat(documents("")).isEmpty();
  }

  @Test
  void anAnchorIsKnownInItsOwnDocumentOnly() {
    assertThatThrownBy(() -> documents("a: &x 1\n---\nb: *x\n"))
        .hasMessage("test.yml:3:4: yaml: unknown anchor 'x'");
  }

  @Test
  void whatIsWrongInALaterDocumentIsNamedToo() {
    assertThatThrownBy(() -> documents("a: 1\n---\nb: [\n")).hasMessageStartingWith("test.yml:");
    assertThat(YamlFile.parse("test.yml", Path.of(""), "a: 1\n---\nb: [\n").mapping().string("a"))
        .as("who wants one document reads no further")
        .isEqualTo("1");
  }
}
