package dev.cellroute.cli;

import dev.cellroute.config.LoadedConfig;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What the commands' declarations have in common. */
final class Specs {
  static final String JSON = "--json";

  private Specs() {}

  static CommandSpec command(String sentence) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(sentence);
    spec.addOption(OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help.")
        .build());
    return spec;
  }

  static void addJson(CommandSpec spec) {
    addSwitch(spec, JSON, "Write JSON.");
  }

  static void addSwitch(CommandSpec spec, String name, String sentence) {
    spec.addOption(
        OptionSpec.builder(name).type(boolean.class).description(sentence).build());
  }

  static boolean isJson(ParseResult arguments) {
    return arguments.hasMatchedOption(JSON);
  }

  /** The configuration of a command that cannot do without a notebook. */
  static LoadedConfig loadNotebooks(ParseResult arguments, Console console) {
    return loadNotebooks(arguments, Map.of(), console);
  }

  /** The same with Kernel Gateway's flags; says the loader's warnings. */
  static LoadedConfig loadNotebooks(
      ParseResult arguments, Map<String, String> kernelGatewayFlags, Console console) {
    LoadedConfig loaded = ConfigOptions.load(arguments, kernelGatewayFlags, console);
    console.say(loaded.warnings());
    return needNotebooks(loaded);
  }

  private static LoadedConfig needNotebooks(LoadedConfig loaded) {
    if (loaded.config().notebooks().isEmpty()) {
      throw new InvalidInputException(List.of(Diagnostic.error(
              "no-notebooks", "there is no notebook to work on", Location.file("command line"))
          .withHelp("name one (cellroute serve my.ipynb), or list notebooks in "
              + ConfigOptions.USUAL_FILE)));
    }
    return loaded;
  }
}
