package dev.cellroute.cli;

import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpecs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cellroute kernels}: the kernel specs of this machine, and where each was found. */
final class KernelsCommand implements Command {
  private final Console console;

  KernelsCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command("List the kernel specs found, and from where.");
    Specs.addJson(spec);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments) {
    KernelSpecs found = KernelSpecs.find(console.environment());
    console.say(found.problems());
    List<KernelSpec> specs = found.all();
    console.print(Specs.isJson(arguments) ? Json.array(specs, KernelsCommand::json) : table(specs));
    return ExitCode.OK;
  }

  private static String table(List<KernelSpec> specs) {
    return Table.of(
        List.of("NAME", "LANGUAGE", "TITLE", "ORIGIN", "FOLDER"),
        specs.stream()
            .map(each -> List.of(
                each.name(),
                each.language(),
                each.displayName(),
                each.origin(),
                each.directory().toString()))
            .toList());
  }

  private static JsonObject json(KernelSpec spec) {
    return new JsonObject()
        .put("name", spec.name())
        .put("language", spec.language())
        .put("title", spec.displayName())
        .put("origin", spec.origin())
        .put("folder", spec.directory().toString())
        .put("command", new JsonArray(spec.command()));
  }
}
