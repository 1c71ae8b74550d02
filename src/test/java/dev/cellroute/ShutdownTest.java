package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  private final List<String> closed = new ArrayList<>();
  private final Shutdown shutdown = new Shutdown();

  @Test
  void partsAreClosedInTheOppositeOrderOfTheirStart() {
    shutdown.add(() -> close("kernels"));
    shutdown.add(() -> close("http"));

    assertThat(shutdown.run().succeeded()).isTrue();
    assertThat(closed).containsExactly("http", "kernels");
  }

  @Test
  void aPartThatCannotBeClosedDoesNotKeepTheNextOpen() {
    shutdown.add(() -> close("kernels"));
    shutdown.add(() -> Future.failedFuture("stuck"));

    assertThat(shutdown.run().succeeded()).isTrue();
    assertThat(closed).containsExactly("kernels");
  }

  @Test
  void aSecondCallWaitsForTheFirst() {
    Promise<Void> slow = Promise.promise();
    shutdown.add(() -> close("kernels"));
    shutdown.add(slow::future);
    shutdown.run();

    Future<Void> second = shutdown.run();
    assertThat(second.isComplete()).isFalse();
    slow.complete();

    assertThat(second.succeeded()).isTrue();
    assertThat(closed).containsExactly("kernels");
  }

  @Test
  void whatComesTooLateIsClosedAtOnce() {
    shutdown.run();
    shutdown.add(() -> close("late"));

    assertThat(closed).containsExactly("late");
  }

  private Future<Void> close(String part) {
    closed.add(part);
    return Future.succeededFuture();
  }
}
