package io.vigie.config.yaml;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class YamlFuzzPropertyTest {
  @Property(tries = 3000)
  void arbitraryTextGivesATreeOrTheReadersOwnError(
      @ForAll
          @Chars({
            'a', ':', ' ', '\n', '-', '[', ']', '{', '}', '&', '*', '"', '\'', '<', '!', '|', '>',
            '#', '%', ',', '?', '\t', '\u0000', '\uD800'
          })
          @StringLength(max = 40)
          String text) {
    try {
      YamlFile.parse("fuzz", Path.of(""), text);
    } catch (ConfigException _) {
      // the only exception allowed
    }
  }
}
