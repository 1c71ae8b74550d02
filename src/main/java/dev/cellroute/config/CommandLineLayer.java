package dev.cellroute.config;

import dev.cellroute.config.Layer.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options and arguments of the command line as a layer of settings. */
final class CommandLineLayer {
  private static final Place ARGUMENT = Place.named("command line");

  private CommandLineLayer() {}

  static Layer of(CommandLine commandLine) {
    Map<String, Given> values = new LinkedHashMap<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      String text = commandLine.options().get(key.name());
      if (text != null) {
        values.put(key.name(), new Given(text, place(key)));
      }
    }
    return new Layer(values, notebooks(commandLine.notebooks()));
  }

  private static Optional<List<Entry>> notebooks(List<String> paths) {
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(paths.stream().map(path -> Entry.of(path, ARGUMENT)).toList());
  }

  private static Place place(ConfigKey<?> key) {
    return key.option().map(option -> Place.named(option.name())).orElse(ARGUMENT);
  }
}
