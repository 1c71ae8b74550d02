package dev.cellroute.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it hears. Any thread. */
final class RecordingListener implements RequestListener {
  final AtomicInteger began = new AtomicInteger();
  final Map<RouteName, List<RequestEnd>> ended = new ConcurrentHashMap<>();

  @Override
  public void began() {
    began.incrementAndGet();
  }

  @Override
  public OfRoute route(RouteName name) {
    return ended.computeIfAbsent(name, ignored -> new CopyOnWriteArrayList<>())::add;
  }

  Observers alone() {
    return new Observers(this, Tracing.OFF, MetricsPage.NONE, CertificateListener.NONE);
  }

  int count() {
    return ended.values().stream().mapToInt(List::size).sum();
  }

  /** Waits for this many ends, because an answer arrives before its end is told. */
  void await(int requests) {
    while (count() < requests) {
      Thread.onSpinWait();
    }
  }
}
