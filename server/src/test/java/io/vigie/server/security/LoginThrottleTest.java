package io.vigie.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final FakeClock clock = new FakeClock();
  private final LoginThrottle throttle = new LoginThrottle(clock);

  private void fail(int times, String address, String user) {
    for (int i = 0; i < times; i++) {
      throttle.failed(address, user);
    }
  }

  @Test
  void aFewMistakesCostNothing() {
    fail(4, "192.0.2.1", "ann");
    assertThat(throttle.wait("192.0.2.1", "ann")).isZero();
  }

  @Test
  void eachFurtherMistakeDoublesTheWait() {
    fail(5, "192.0.2.1", "ann");
    assertThat(throttle.wait("192.0.2.1", "ann")).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(throttle.wait("192.0.2.1", "ann")).isZero();
    fail(1, "192.0.2.1", "ann");
    assertThat(throttle.wait("192.0.2.1", "ann")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anAddressWaitsWhateverUsersItTries() {
    for (int i = 0; i < 30; i++) {
      throttle.failed("192.0.2.1", "user" + i);
    }
    assertThat(throttle.wait("192.0.2.1", "another")).isEqualTo(LoginThrottle.LONGEST_FOR_ADDRESS);
    assertThat(throttle.wait("192.0.2.2", "another")).isZero();
  }

  @Test
  void aUserIsNeverLockedOutForLong() {
    for (int i = 0; i < 1000; i++) {
      throttle.failed("198.51.100." + i, "ann");
    }
    assertThat(throttle.wait("192.0.2.9", "ann")).isEqualTo(LoginThrottle.LONGEST_FOR_USER);
  }

  @Test
  void beingLetInForgivesAndSoDoesTime() {
    fail(9, "192.0.2.1", "ann");
    throttle.succeeded("192.0.2.1", "ann");
    assertThat(throttle.wait("192.0.2.1", "ann")).isZero();

    fail(9, "192.0.2.1", "ann");
    clock.advance(Duration.ofMinutes(16));
    fail(1, "192.0.2.1", "ann");
    assertThat(throttle.wait("192.0.2.1", "ann")).isZero();
  }
}
