package io.vigie.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @Test
  void readsHostAndPort() {
    assertThat(ListenAddress.parse("127.0.0.1:9090"))
        .isEqualTo(new ListenAddress("127.0.0.1", 9090));
    assertThat(ListenAddress.parse(":0")).isEqualTo(new ListenAddress("", 0));
    assertThat(ListenAddress.parse("[::1]:80")).isEqualTo(new ListenAddress("::1", 80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9090", ":9090", "[::1]:80", "localhost:0"})
  void printsWhatItReads(String text) {
    assertThat(ListenAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9090", "host", "host:", "host:x", "host:-1", "host:65536", "::1:80"})
  void namesWhatIsWrong(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @Test
  void knowsWhatOnlyThisMachineReaches() throws Exception {
    assertThat(ListenAddress.parse("127.0.0.2:1").isLoopback()).isTrue();
    assertThat(ListenAddress.parse("[::1]:1").isLoopback()).isTrue();
    assertThat(ListenAddress.parse("localhost:1").isLoopback()).isTrue();
    assertThat(ListenAddress.parse(":1").isLoopback()).isFalse();
    assertThat(ListenAddress.parse("0.0.0.0:1").isLoopback()).isFalse();
  }
}
