package io.vigie.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.security.RateLimiter.Decision;
import io.vigie.server.security.RateLimits.Quota;
import io.vigie.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final Quota TEN_A_MINUTE = new Quota(10, Duration.ofMinutes(1));

  private final FakeClock clock = new FakeClock();
  private final RateLimiter limiter = new RateLimiter(clock);

  @Test
  void theWholeQuotaMayBeUsedAtOnceAndThenNoMore() {
    for (int left = 9; left >= 0; left--) {
      Decision decision = limiter.take("ann", TEN_A_MINUTE);
      assertThat(decision.isAdmitted()).isTrue();
      assertThat(decision.remaining()).isEqualTo(left);
    }
    Decision refused = limiter.take("ann", TEN_A_MINUTE);
    assertThat(refused.isAdmitted()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(6));
    assertThat(refused.untilWhole()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whoWaitsAsToldIsAdmitted() {
    for (int i = 0; i < 11; i++) {
      var _ = limiter.take("ann", TEN_A_MINUTE);
    }
    clock.advance(Duration.ofSeconds(6));
    assertThat(limiter.take("ann", TEN_A_MINUTE).isAdmitted()).isTrue();
    assertThat(limiter.take("ann", TEN_A_MINUTE).isAdmitted()).isFalse();
  }

  @Test
  void oneCallerDoesNotUseTheQuotaOfAnother() {
    for (int i = 0; i < 20; i++) {
      var _ = limiter.take("ann", TEN_A_MINUTE);
    }
    assertThat(limiter.take("bob", TEN_A_MINUTE).remaining()).isEqualTo(9);
  }

  @Test
  void manyCallersAreForgottenInTheOrderInWhichTheyCame() {
    for (int i = 0; i < RateLimiter.MAX_REMEMBERED; i++) {
      var _ = limiter.take("caller " + i, TEN_A_MINUTE);
    }
    assertThat(limiter.take("caller 0", TEN_A_MINUTE).remaining()).isEqualTo(8);
    var _ = limiter.take("one more", TEN_A_MINUTE);
    assertThat(limiter.take("caller 1", TEN_A_MINUTE).remaining()).isEqualTo(9);
  }

  /// Twice the quota is the most that any window can see: what was saved up, and what comes in it.
  @Property
  void noMinuteSeesMoreThanTwiceTheQuota(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 2_000) Integer> pauses) {
    FakeClock time = new FakeClock();
    RateLimiter limit = new RateLimiter(time);
    List<Long> admitted = new ArrayList<>();
    for (int pauseMillis : pauses) {
      time.advance(Duration.ofMillis(pauseMillis));
      if (limit.take("ann", TEN_A_MINUTE).isAdmitted()) {
        admitted.add(time.millis());
      }
    }
    for (long from : admitted) {
      assertThat(admitted.stream().filter(at -> at >= from && at < from + 60_000).count())
          .isLessThanOrEqualTo(20);
    }
  }
}
