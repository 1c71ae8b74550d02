package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.deployment.Deployment;
import dev.cellroute.deployment.Drain;
import dev.cellroute.deployment.Site;
import dev.cellroute.invocation.Invoker;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * The sites as this room serves them. A deployment keeps its invoker as long as it is served,
 * because callers may be waiting in it. Used on the server's event loop only.
 */
final class ServedSites {
  private final Function<Deployment, Invoker> invokers;
  private IdentityHashMap<Deployment, Invoker> known = new IdentityHashMap<>();

  ServedSites(Function<Deployment, Invoker> invokers) {
    this.invokers = requireNonNull(invokers, "invokers");
  }

  List<Served> of(List<Site> sites) {
    IdentityHashMap<Deployment, Invoker> kept = new IdentityHashMap<>();
    sites.stream()
        .flatMap(site -> site.deployment().stream())
        .forEach(each -> kept.put(each, invokerOf(each)));
    known = kept;
    return sites.stream().map(this::served).toList();
  }

  private Invoker invokerOf(Deployment deployment) {
    Invoker invoker = known.get(deployment);
    return invoker == null ? invokers.apply(deployment) : invoker;
  }

  private Served served(Site site) {
    return new Served(
        site.api(),
        site.config().mount(),
        site.deployment().map(known::get),
        site.pool(),
        site.deployment().map(Deployment::drain).orElseGet(Drain::new),
        site.warning());
  }
}
