package dev.cellroute.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReplayGuardTest {
  @Test
  void oldestSignatureIsForgottenFirst() {
    ReplayGuard guard = new ReplayGuard(2);
    assertThat(admits(guard, "a")).isTrue();
    assertThat(admits(guard, "b")).isTrue();
    assertThat(admits(guard, "c")).isTrue();
    assertThat(admits(guard, "b")).isFalse();
    assertThat(admits(guard, "c")).isFalse();
    assertThat(admits(guard, "a")).isTrue();
  }

  private static boolean admits(ReplayGuard guard, String signature) {
    return guard.admits(Recorded.bytes(signature));
  }
}
