package dev.cellroute.http;

/**
 * Http-Header-Case, the form in which notebooks find header names: each word between hyphens has a
 * capital first letter and small ones after it, so {@code ETAG} is {@code Etag} and
 * {@code x-foo-bar} is {@code X-Foo-Bar}. Only ASCII letters change.
 */
final class HeaderCase {
  private HeaderCase() {}

  static String of(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != letter(name, i)) {
        return convert(name);
      }
    }
    return name;
  }

  private static String convert(String name) {
    char[] letters = new char[name.length()];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = letter(name, i);
    }
    return new String(letters);
  }

  private static char letter(String name, int index) {
    char letter = name.charAt(index);
    boolean first = index == 0 || name.charAt(index - 1) == '-';
    if (first && letter >= 'a' && letter <= 'z') {
      return (char) (letter - 'a' + 'A');
    }
    if (!first && letter >= 'A' && letter <= 'Z') {
      return (char) (letter - 'A' + 'a');
    }
    return letter;
  }
}
