package io.vigie.config.yaml;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class YamlPrinterPropertyTest {
  @Property(tries = 5000)
  boolean everyTextReadsBackAsItWasPrinted(@ForAll("texts") String text) {
    EffectiveMapping mapping = new EffectiveMapping();
    mapping.put("key", text, true);
    mapping.put("list", List.of(text), true);
    MappingReader reader = YamlFile.parse("printed", Path.of(""), mapping.toYaml()).mapping();
    return reader.string("key").equals(text) && reader.strings("list").equals(List.of(text));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> tricky =
        Arbitraries.strings()
            .withChars("a1 :#-'\"{}[]&*!|>%@`,?~<=.\n\t\\$0xeE_é\u2028")
            .ofMaxLength(8);
    return Arbitraries.oneOf(
        tricky,
        Arbitraries.strings().ascii().ofMaxLength(12),
        Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(6),
        Arbitraries.strings().withCharRange('\ue000', '\uffff').ofMaxLength(6));
  }
}
