package io.vigie.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SendingGateTest {
  @Test
  void opensOnceWhenEveryGroupWasEvaluated() {
    SendingGate gate = new SendingGate(Set.of("a", "b"), 1000);
    assertThat(gate.passed("a", 1)).isFalse();
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.passed("b", 2)).isTrue();
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.passed("a", 3)).isFalse();
  }

  @Test
  void doesNotWaitForEverForASlowGroup() {
    SendingGate gate = new SendingGate(Set.of("a", "slow"), 1000);
    assertThat(gate.passed("a", 999)).isFalse();
    assertThat(gate.passed("a", 1000)).isTrue();
  }

  @Test
  void isOpenWithoutGroups() {
    assertThat(new SendingGate(Set.of(), 1000).isOpen()).isTrue();
  }
}
