package dev.cellroute.invocation;

import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.MimeType;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what to send of what a cell has shown. The type the client weighs highest wins; between
 * equals the one it named more closely, then the richest ({@link #RICHEST_FIRST}), then the one
 * from the earlier bundle. When the client takes none of them it gets the richest all the same, one
 * it has refused outright only when there is no other: an answer in another form is of more use
 * than none.
 */
final class MediaNegotiator {
  /** What people would rather see; types not in the list come after it. */
  static final List<String> RICHEST_FIRST = List.of(
      "text/html",
      "application/pdf",
      "image/svg+xml",
      "image/png",
      "image/jpeg",
      "image/webp",
      "image/gif",
      "video/mp4",
      "audio/mpeg",
      "audio/wav",
      "application/json",
      "application/geo+json",
      "text/csv",
      "text/markdown",
      "text/latex",
      "application/javascript");

  // A widget's view means nothing outside of a notebook, so even its plain text says more.
  private static final String WIDGET = "application/vnd.jupyter.widget-view+json";
  private static final int UNLISTED = RICHEST_FIRST.size();
  private static final int PLAIN = UNLISTED + 1;
  private static final int LAST = PLAIN + 1;

  /** A form of a bundle: its type as the kernel wrote it, and its value. */
  record Choice(String type, Object value) {}

  private record Candidate(Choice choice, Accept.Rank rank, int poverty) {
    boolean beats(Candidate other) {
      int byRank = rank.compareTo(other.rank);
      return byRank != 0 ? byRank > 0 : poverty < other.poverty;
    }
  }

  private MediaNegotiator() {}

  /** The best form in the bundles; empty only when there is none at all. */
  static Optional<Choice> choose(List<MimeBundle> bundles, Accept accept) {
    Candidate best = null;
    for (MimeBundle bundle : bundles) {
      for (var form : bundle.data().entrySet()) {
        Candidate candidate = candidate(new Choice(form.getKey(), form.getValue()), accept);
        if (best == null || candidate.beats(best)) {
          best = candidate;
        }
      }
    }
    return Optional.ofNullable(best).map(Candidate::choice);
  }

  private static Candidate candidate(Choice choice, Accept accept) {
    Accept.Rank rank = accept.rank(MimeType.of(choice.type()));
    return new Candidate(choice, rank.isWanted() ? rank : unwanted(rank), poverty(choice.type()));
  }

  private static Accept.Rank unwanted(Accept.Rank rank) {
    return rank.closeness() == 0 ? Accept.Rank.NOT_WANTED : Accept.Rank.REFUSED;
  }

  private static int poverty(String type) {
    int place = RICHEST_FIRST.indexOf(type);
    if (place >= 0) {
      return place;
    }
    return switch (type) {
      case "text/plain" -> PLAIN;
      case WIDGET -> LAST;
      default -> UNLISTED;
    };
  }
}
