package dev.cellroute.cli;

import dev.cellroute.config.LoadedConfig;
import dev.cellroute.config.ReferenceFile;
import dev.cellroute.config.Setting;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code cellroute config}: every key, its value, and where the value is from; secrets are masked.
 */
final class ConfigCommand implements Command {
  private static final String REFERENCE = "--reference";

  private final Console console;

  ConfigCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command("Show every setting and where it comes from.");
    ConfigOptions.addFile(spec);
    Specs.addJson(spec);
    spec.addOption(OptionSpec.builder(REFERENCE)
        .type(boolean.class)
        .hidden(true)
        .description("Write conf/reference.yaml.")
        .build());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments) {
    if (arguments.hasMatchedOption(REFERENCE)) {
      console.print(ReferenceFile.text());
      return ExitCode.OK;
    }
    LoadedConfig loaded = ConfigOptions.load(arguments, Map.of(), console);
    console.say(loaded.warnings());
    List<Setting> settings = loaded.settings();
    console.print(
        Specs.isJson(arguments) ? Json.array(settings, ConfigCommand::json) : table(settings));
    return ExitCode.OK;
  }

  private static String table(List<Setting> settings) {
    return Table.of(
        List.of("KEY", "VALUE", "ORIGIN"),
        settings.stream()
            .map(each -> List.of(each.key(), shown(each.value()), each.origin()))
            .toList());
  }

  private static String shown(String value) {
    return value.isEmpty() ? "-" : value;
  }

  private static JsonObject json(Setting setting) {
    return new JsonObject()
        .put("key", setting.key())
        .put("value", setting.value())
        .put("origin", setting.origin());
  }
}
