package io.vigie.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com        | example.com     | 80   | true",
        "example.com        | www.example.com | 80   | true",
        "example.com        | xexample.com    | 80   | false",
        ".example.com       | example.com     | 80   | false",
        ".example.com       | a.example.com   | 80   | true",
        "*.example.com      | a.b.example.com | 80   | true",
        "Example.COM        | EXAMPLE.com     | 80   | true",
        "example.com:8080   | example.com     | 8080 | true",
        "example.com:8080   | example.com     | 80   | false",
        "10.0.0.0/8         | 10.1.2.3        | 80   | true",
        "10.0.0.0/8         | 11.1.2.3        | 80   | false",
        "10.0.0.0/8         | ten.example     | 80   | false",
        "192.168.1.1        | 192.168.1.1     | 80   | true",
        "2001:db8::/32      | 2001:db8::1     | 80   | true",
        "a, b , c           | b               | 80   | true",
        "*                  | anything        | 80   | true",
        "nothing            | localhost       | 80   | true",
        "nothing            | 127.0.0.1       | 80   | true",
        "10.0.0.0/99        | 10.1.2.3        | 80   | false"
      })
  void readsTheListAsGoDoes(String list, String host, int port, boolean direct) {
    assertThat(NoProxy.parse(list).isDirect(host, port)).isEqualTo(direct);
  }
}
