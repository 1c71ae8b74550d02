package dev.cellroute.cli;

import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigKey;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.LoadedConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that say how Cellroute is configured, made from the configuration's keys, and the way
 * from them to it.
 */
final class ConfigOptions {
  static final Path USUAL_FILE = Path.of("conf/cellroute.yaml");
  private static final String FILE = "--config";

  private ConfigOptions() {}

  static void addFile(CommandSpec spec) {
    spec.addOption(OptionSpec.builder("-c", FILE)
        .paramLabel("FILE")
        .type(Path.class)
        .description("Configuration file; default: " + USUAL_FILE + ", where it exists.")
        .build());
  }

  static void addNotebooks(CommandSpec spec) {
    spec.addPositional(PositionalParamSpec.builder()
        .paramLabel("NOTEBOOK|DIR")
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description("Notebook, folder of notebooks, or http(s) URL; replaces the file's list.")
        .build());
  }

  static void addSettings(CommandSpec spec) {
    for (ConfigKey<?> key : ConfigKey.all()) {
      key.option()
          .ifPresent(option ->
              spec.addOption(declared(option).description(key.sentence()).build()));
    }
  }

  private static OptionSpec.Builder declared(ConfigKey.Option option) {
    OptionSpec.Builder declared = OptionSpec.builder(option.name());
    return option.isFlag()
        ? declared.type(boolean.class)
        : declared.paramLabel(option.label()).type(String.class);
  }

  /** Loads what the arguments, the environment and the file say together. */
  static LoadedConfig load(
      ParseResult arguments, Map<String, String> kernelGatewayFlags, Console console) {
    CommandLine line =
        new CommandLine(settings(arguments), notebooks(arguments), kernelGatewayFlags);
    return ConfigLoader.load(
        file(arguments, console), console.environment(), line, console.workingDirectory());
  }

  private static Optional<Path> file(ParseResult arguments, Console console) {
    Path named = arguments.matchedOptionValue(FILE, null);
    return Optional.ofNullable(named)
        .or(() -> Optional.of(USUAL_FILE)
            .filter(file -> Files.exists(console.workingDirectory().resolve(file))));
  }

  private static Map<String, String> settings(ParseResult arguments) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (ConfigKey<?> key : ConfigKey.all()) {
      key.option()
          .filter(option -> arguments.hasMatchedOption(option.name()))
          .ifPresent(option -> settings.put(key.name(), given(arguments, option)));
    }
    return settings;
  }

  private static String given(ParseResult arguments, ConfigKey.Option option) {
    return option.isFlag() ? "true" : arguments.matchedOptionValue(option.name(), "");
  }

  private static List<String> notebooks(ParseResult arguments) {
    return arguments.hasMatchedPositional(0)
        ? arguments.matchedPositionalValue(0, List.of())
        : List.of();
  }
}
