package dev.cellroute.endpoint;

import dev.cellroute.endpoint.PathTemplate.Segment;
import java.util.Comparator;

/**
 * The most specific path first, compared segment by segment: a literal before {@code :name} before
 * {@code *name}. Of paths that match the same request the first in this order is the one that
 * answers.
 */
enum Specificity implements Comparator<PathTemplate> {
  MOST_SPECIFIC_FIRST;

  @Override
  public int compare(PathTemplate left, PathTemplate right) {
    int common = Math.min(left.segments().size(), right.segments().size());
    for (int i = 0; i < common; i++) {
      int order = rank(left.segments().get(i)) - rank(right.segments().get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.segments().size(), right.segments().size());
  }

  private static int rank(Segment segment) {
    if (segment instanceof Segment.Literal) {
      return 0;
    }
    return segment instanceof Segment.Parameter ? 1 : 2;
  }
}
