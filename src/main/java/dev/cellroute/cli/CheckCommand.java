package dev.cellroute.cli;

import dev.cellroute.config.LoadedConfig;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code cellroute check}: everything that can be said of the notebooks without starting a kernel.
 */
final class CheckCommand implements Command {
  private final Console console;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command("Check notebooks without running them.");
    ConfigOptions.addNotebooks(spec);
    ConfigOptions.addFile(spec);
    Specs.addJson(spec);
    spec.usageMessage()
        .footer(
            "",
            "Exit codes:",
            "  0  no errors; warnings do not count",
            "  2  usage or configuration is wrong",
            "  3  a notebook has errors",
            "  4  a file or notebook does not exist");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments) {
    LoadedConfig loaded = Specs.loadNotebooks(arguments, console);
    List<CompiledNotebook> notebooks = CompiledNotebook.all(loaded.config(), console);
    List<Diagnostic> diagnostics = CompiledNotebook.diagnostics(notebooks);
    console.print(
        Specs.isJson(arguments)
            ? Json.array(diagnostics, CheckCommand::json)
            : report(notebooks, diagnostics));
    return diagnostics.stream().anyMatch(Diagnostic::isError) ? ExitCode.CHECK_FAILED : ExitCode.OK;
  }

  private static String report(List<CompiledNotebook> notebooks, List<Diagnostic> diagnostics) {
    long routes = notebooks.stream()
        .flatMap(each -> each.api().stream())
        .mapToLong(api -> api.endpoints().size())
        .sum();
    return Console.text(diagnostics)
        + (diagnostics.isEmpty() ? "no problems" : "checked")
        + ": notebooks="
        + notebooks.size()
        + " routes="
        + routes
        + "\n";
  }

  private static JsonObject json(Diagnostic diagnostic) {
    Location location = diagnostic.location();
    return new JsonObject(Map.of(
        "severity", diagnostic.severity().name().toLowerCase(Locale.ROOT),
        "code", diagnostic.code(),
        "message", diagnostic.message(),
        "file", location.file(),
        "cell", location.cell(),
        "line", location.line(),
        "column", location.column(),
        "excerpt", diagnostic.excerpt(),
        "help", diagnostic.help()));
  }
}
