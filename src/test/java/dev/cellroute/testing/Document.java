package dev.cellroute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the project's documentation, taken apart into what a test can hold it to. */
public record Document(Path file, String text) {
  private static final Path SITE = Path.of("src/site/markdown");
  private static final Pattern BLOCK =
      Pattern.compile("^( *)```(\\w*)\\n(.*?)^\\1```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern SPAN = Pattern.compile("(?<!`)`([^`\\n]+)`(?!`)");

  /** A fenced block: its language, possibly empty, and its text without the fence's indent. */
  public record Block(String language, String text) {}

  /** Every page there is. */
  public static List<Document> all() {
    try (Stream<Path> pages = Files.list(SITE)) {
      return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), pages.sorted())
          .map(Document::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page of this name, for example {@code annotations}. */
  public static Document page(String name) {
    return read(SITE.resolve(name + ".md"));
  }

  public static Document read(Path file) {
    try {
      return new Document(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(found ->
            new Block(found.group(2), found.group(3).replaceAll("(?m)^" + found.group(1), "")))
        .toList();
  }

  /** The text without its fenced blocks. */
  public String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  /** What stands between backticks in the prose. */
  public List<String> spans() {
    return spans(prose());
  }

  public static List<String> spans(String markdown) {
    return SPAN.matcher(markdown).results().map(found -> found.group(1)).toList();
  }

  /** The rows of the tables whose heading begins with this cell, each with its cells. */
  public List<List<String>> table(String heading) {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : prose().lines().toList()) {
      boolean isRow = line.startsWith("|");
      if (inside && isRow && !line.startsWith("|---")) {
        rows.add(cells(line));
      }
      inside = isRow && (inside || cells(line).get(0).equals(heading));
    }
    return rows;
  }

  private static List<String> cells(String row) {
    String inner = row.strip().replaceAll("^\\||\\|$", "");
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
  }

  /** Everything a pattern finds in the text, by its first group. */
  public List<String> findAll(Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(found -> found.group(1)).toList();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
