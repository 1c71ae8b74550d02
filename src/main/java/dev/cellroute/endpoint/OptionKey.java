package dev.cellroute.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of the block below an annotation. Some have their meaning only in a later version. */
enum OptionKey {
  SUMMARY(Support.NOW),
  TIMEOUT(Support.NOW),
  LANE(Support.NOW),
  BATCH(Support.NOW),
  CONCURRENCY(Support.NOW),
  DESCRIPTION(Support.LATER),
  TAGS(Support.LATER),
  PARAMS(Support.LATER),
  BODY(Support.LATER),
  RESPONSE(Support.LATER),
  PRODUCES(Support.LATER),
  STATUS(Support.LATER),
  STREAM(Support.LATER),
  ON_DISCONNECT(Support.NOW),
  EXAMPLE(Support.LATER);

  private enum Support {
    NOW,
    LATER
  }

  private final Support support;

  OptionKey(Support support) {
    this.support = support;
  }

  /** The key that is written exactly like this. */
  static Optional<OptionKey> of(String word) {
    return Arrays.stream(values()).filter(key -> key.word().equals(word)).findFirst();
  }

  /** The words a mistyped one may stand for. */
  static List<String> supportedWords() {
    return Arrays.stream(values())
        .filter(OptionKey::isSupported)
        .map(OptionKey::word)
        .toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isSupported() {
    return support == Support.NOW;
  }
}
