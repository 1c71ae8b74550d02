package dev.cellroute.deployment;

import java.util.List;
import java.util.Set;

/**
 * What a reload has found on the disk: what each notebook of the list would become, and which of
 * those being served have no file any more.
 */
record Findings(List<Draft> drafts, Set<Site.Key> vanished) {
  Findings {
    drafts = List.copyOf(drafts);
    vanished = Set.copyOf(vanished);
  }
}
