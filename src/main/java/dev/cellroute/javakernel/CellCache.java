package dev.cellroute.javakernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cells that were compiled and may run again as they are, by their source; the least used goes
 * first. A cell leaves when something it may use is declared anew. The shell's thread only.
 */
final class CellCache {
  private static final int MOST = 128;
  private static final int LONGEST = 64 * 1024;

  private final Map<String, List<Step>> cells = new LinkedHashMap<>(16, 0.75f, true);

  /** The steps of a cell with this source, none when it has to be compiled. */
  List<Step> steps(String source) {
    return cells.getOrDefault(source, List.of());
  }

  void add(String source, List<Step> steps) {
    if (source.length() > LONGEST || !steps.stream().allMatch(Step::isRepeatable)) {
      return;
    }
    cells.put(source, List.copyOf(steps));
    if (cells.size() > MOST) {
      cells.remove(cells.keySet().iterator().next());
    }
  }

  /** A variable of this name is another one now. */
  void forget(String variable) {
    Pattern word = Pattern.compile("\\b" + Pattern.quote(variable) + "\\b");
    cells.keySet().removeIf(source -> word.matcher(source).find());
  }

  void clear() {
    cells.clear();
  }
}
