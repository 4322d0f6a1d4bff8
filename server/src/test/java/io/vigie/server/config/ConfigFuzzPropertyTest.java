package io.vigie.server.config;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigFuzzPropertyTest {
  private static final List<String> LINES = ConfigLoaderTest.everythingText().lines().toList();

  @Property(tries = 800)
  void aSpoiledConfigurationIsReadOrRefusedWithAPlace(
      @ForAll("lineNumbers") int line, @ForAll("values") String value) throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    String spoiled = lines.get(line).replaceFirst(":.*", ": " + Matcher.quoteReplacement(value));
    lines.set(line, spoiled);
    String text = String.join("\n", lines);
    try {
      new ConfigLoader(_ -> "", false).load(YamlFile.parse("fuzz", Path.of(""), text)).toYaml();
    } catch (ConfigException e) {
      if (!e.position().isKnown()) {
        throw new AssertionError("no place in: " + e.getMessage(), e);
      }
    }
  }

  @Provide
  Arbitrary<Integer> lineNumbers() {
    return Arbitraries.integers().between(0, LINES.size() - 1);
  }

  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> known =
        Arbitraries.of(
            "",
            "null",
            "~",
            "[]",
            "{}",
            "[null]",
            "[{}]",
            "{a: b}",
            "[a, b]",
            "[[a]]",
            "-1",
            "0",
            "1e400",
            "99999999999999999999",
            "1h",
            "-1h",
            "10MB",
            "true",
            "y",
            "a",
            "\"\\0\"",
            "\"\\uD800\"",
            "!!binary /w==",
            "$1",
            "(",
            "http://",
            "http://[",
            "://",
            "%",
            "*x",
            "&a [*a]",
            "/",
            "<secret>",
            "'*'",
            ".nan",
            ".inf",
            "0x7fffffffffffffff");
    return Arbitraries.oneOf(known, Arbitraries.strings().ascii().ofMaxLength(10));
  }
}
