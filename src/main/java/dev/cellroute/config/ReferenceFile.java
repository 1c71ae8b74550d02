package dev.cellroute.config;

/**
 * The text of {@code conf/reference.yaml}: every key with its sentence, its variable, its option
 * and its default. It is itself a configuration that changes nothing. Pure.
 */
public final class ReferenceFile {
  private static final String HEAD = """
      # Every setting there is, at its default; a key that is not set by default is a comment.
      # Below each sentence: what is accepted; the environment variable, the command line option.
      # Made by `cellroute config --reference`, so do not edit it: copy what you need.
      # The command line wins over the environment, the environment over the file.
      """;

  private static final String NOTEBOOKS = """

      # The notebooks to serve, a list. Each element has these keys; only path is needed. A variable
      # or an option holds for every notebook. CELLROUTE_NOTEBOOKS lists paths, separated by commas.
      notebooks: []
      """;

  private static final String TOKENS = """

        # Tokens by name, a list; CELLROUTE_SECURITY_TOKENS holds such a list as well.
        # tokens:
      """;

  private static final String NOTEBOOK_ENVIRONMENT = """
      #   Variables of the notebook's kernels.
      #   environment: {NAME: value}
      """;

  private ReferenceFile() {}

  /** The whole file. */
  public static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    String section = "?";
    for (ConfigKey<?> key : ConfigKey.all()) {
      if (key.isOfGateway()) {
        text.append(heading(section, section(key))).append(entry(key));
        section = section(key);
      } else if (key.isOfToken()) {
        text.append(key.name().endsWith(".name") ? TOKENS : "").append(listEntry("  ", key));
      }
    }
    text.append(NOTEBOOKS);
    ConfigKey.all().stream()
        .filter(ConfigKey::isOfNotebook)
        .forEach(key -> text.append(listEntry("", key)));
    return text.append(NOTEBOOK_ENVIRONMENT).toString();
  }

  private static String section(ConfigKey<?> key) {
    int dot = key.name().lastIndexOf('.');
    return dot < 0 ? "" : key.name().substring(0, dot);
  }

  private static String lastWord(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String indent(ConfigKey<?> key) {
    return "  ".repeat((int) key.name().chars().filter(each -> each == '.').count());
  }

  private static String heading(String before, String section) {
    if (section.equals(before)) {
      return "";
    }
    String depth = section.contains(".") ? "  " : "";
    return section.isEmpty() ? "\n" : "\n" + depth + lastWord(section) + ":\n";
  }

  private static String entry(ConfigKey<?> key) {
    String indent = indent(key);
    String line = lastWord(key.name()) + ": " + key.fallback();
    return indent
        + "# "
        + key.sentence()
        + "\n"
        + indent
        + "# "
        + names(key)
        + "\n"
        + indent
        + (key.fallback().isEmpty() ? "# " + line.strip() : line)
        + "\n";
  }

  /** A key of a list's elements; the first of them has the bullet. */
  private static String listEntry(String indent, ConfigKey<?> key) {
    boolean first = key.name().endsWith(".path") || key.name().endsWith(".name");
    return indent
        + "#   "
        + key.sentence()
        + "\n"
        + indent
        + "#   "
        + names(key)
        + "\n"
        + indent
        + (first ? "# - " : "#   ")
        + (lastWord(key.name()) + ": " + key.fallback()).strip()
        + "\n";
  }

  private static String names(ConfigKey<?> key) {
    String variable = key.hasVariable() ? "; " + key.variable() : "";
    return key.type().expectation()
        + variable
        + key.option().map(option -> ", " + option.name()).orElse("");
  }
}
