package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

/** Who watches the server, and what they have to show. */
public record Observers(
    RequestListener requests,
    Tracing tracing,
    MetricsPage metrics,
    CertificateListener certificate) {
  /** Nobody does. */
  public static final Observers NONE =
      new Observers(RequestListener.NONE, Tracing.OFF, MetricsPage.NONE, CertificateListener.NONE);

  public Observers {
    requireNonNull(requests, "requests");
    requireNonNull(tracing, "tracing");
    requireNonNull(metrics, "metrics");
    requireNonNull(certificate, "certificate");
  }
}
