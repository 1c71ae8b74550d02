package dev.cellroute.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it hears. Any thread. */
final class RecordingListener implements RequestListener {
  final AtomicInteger began = new AtomicInteger();
  final Map<RouteName, List<RequestEnd>> ended = new ConcurrentHashMap<>();
  private final Semaphore ends = new Semaphore(0);

  @Override
  public void began() {
    began.incrementAndGet();
  }

  @Override
  public OfRoute route(RouteName name) {
    List<RequestEnd> known = ended.computeIfAbsent(name, ignored -> new CopyOnWriteArrayList<>());
    return end -> {
      known.add(end);
      ends.release();
    };
  }

  Observers alone() {
    return new Observers(this, Tracing.OFF, MetricsPage.NONE, CertificateListener.NONE);
  }

  /** Waits for this many ends more, because an answer arrives before its end is told. */
  void await(int requests) throws InterruptedException {
    if (!ends.tryAcquire(requests, 10, TimeUnit.SECONDS)) {
      throw new AssertionError("ends: " + ended + " (expected: " + requests + " more)");
    }
  }
}
