package io.vigie.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizesTest {
  @ParameterizedTest
  @CsvSource({
    "0,0,0B",
    "10MB,10485760,10MiB",
    "10MiB,10485760,10MiB",
    "1.5KB,1536,1KiB512B",
    "512B,512,512B",
    "1GB,1073741824,1GiB",
    "-1KB,-1024,-1KiB",
    "1KB1B,1025,1KiB1B"
  })
  void readsAndWritesAsPrometheusDoes(String text, long bytes, String written) {
    assertThat(ByteSizes.parse(text)).isEqualTo(bytes);
    assertThat(ByteSizes.format(bytes)).isEqualTo(written);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> ByteSizes.parse("100")).hasMessage("units: unknown unit  in 100");
    assertThatThrownBy(() -> ByteSizes.parse("10mb")).hasMessage("units: unknown unit mb in 10mb");
    assertThatThrownBy(() -> ByteSizes.parse("")).hasMessage("units: invalid ");
    assertThatThrownBy(() -> ByteSizes.parse("99EB")).hasMessage("units: 99EB is too large");
  }
}
