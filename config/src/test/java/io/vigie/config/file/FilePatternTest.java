package io.vigie.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {
  @ParameterizedTest
  @CsvSource({
    "/etc/rules/*.yml, /etc/rules/a.yml, true",
    "/etc/rules/?.yml, /etc/rules/ab.yml, false",
    "/etc/rules/*.yml, /etc/rules/a.yaml, false",
    "/etc/rules/*.yml, /etc/rules/../rules/a.yml, false",
    "/etc/rules/*.yml, /etc/rules/more/a.yml, false",
    "/etc/rules/*.yml, a.yml, false",
    "*.yml, a.yml, true",
    "rules.yml, rules.yml, true",
    "rules.yml, /rules.yml, false",
    "/*, /, false"
  })
  void standsForPathsInItsFolderOnly(String pattern, String path, boolean stands) {
    assertThat(FilePattern.of(pattern).matches(Path.of(path))).isEqualTo(stands);
  }
}
