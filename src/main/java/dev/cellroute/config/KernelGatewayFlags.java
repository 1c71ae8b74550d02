package dev.cellroute.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line with Kernel Gateway's flags taken out: the other words in their order, and the
 * flags by name without dashes. As traitlets does, {@code --Class.trait=value} and
 * {@code --Class.trait value} are both read, and the last of two wins.
 */
public record KernelGatewayFlags(List<String> rest, Map<String, String> flags) {
  private static final List<String> CLASSES =
      List.of("KernelGatewayApp.", "NotebookHTTPPersonality.");

  public KernelGatewayFlags {
    rest = List.copyOf(rest);
    flags = Map.copyOf(flags);
  }

  /** Takes them out; a flag without a value has an empty one, which its setting refuses. */
  public static KernelGatewayFlags extract(List<String> words) {
    List<String> rest = new ArrayList<>();
    Map<String, String> flags = new LinkedHashMap<>();
    for (int index = 0; index < words.size(); index++) {
      String word = words.get(index);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!isFlag(name)) {
        rest.add(word);
      } else if (equals >= 0) {
        flags.put(name.substring(2), word.substring(equals + 1));
      } else if (index + 1 < words.size() && !words.get(index + 1).startsWith("--")) {
        index++;
        flags.put(name.substring(2), words.get(index));
      } else {
        flags.put(name.substring(2), "");
      }
    }
    return new KernelGatewayFlags(rest, flags);
  }

  private static boolean isFlag(String word) {
    return word.startsWith("--")
        && (CLASSES.stream().anyMatch(each -> word.startsWith("--" + each))
            || KernelGatewayLayer.flags().anyMatch(each -> word.equals("--" + each)));
  }
}
