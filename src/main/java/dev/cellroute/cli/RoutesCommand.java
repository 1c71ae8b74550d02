package dev.cellroute.cli;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.LoadedConfig;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import dev.cellroute.openapi.OpenApiWriter;
import dev.cellroute.openapi.SwaggerWriter.Section;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code cellroute routes}: what the notebooks would serve, without starting a kernel. */
final class RoutesCommand implements Command {
  private static final String CURL = "--curl";
  private static final String OPENAPI = "--openapi";

  private final Console console;

  RoutesCommand(Console console) {
    this.console = console;
  }

  /** An endpoint and the notebook it is in. */
  private record Route(String notebook, String mount, Endpoint endpoint) {
    String path() {
      return ("/".equals(mount) ? "" : mount) + endpoint.path();
    }

    List<Integer> cells() {
      return endpoint.cells().stream().map(Cell::number).toList();
    }
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command("List the routes of notebooks.");
    ConfigOptions.addNotebooks(spec);
    ConfigOptions.addFile(spec);
    Specs.addSwitch(
        spec, CURL, "Write a curl command to paste for each route, with the configured address.");
    Specs.addSwitch(
        spec, OPENAPI, "Write an OpenAPI 3.1 document of the routes, with the configured address.");
    Specs.addJson(spec);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments) {
    requireOneFormat(arguments);
    LoadedConfig loaded = Specs.loadNotebooks(arguments, console);
    List<CompiledNotebook> notebooks = CompiledNotebook.all(loaded.config(), console);
    List<Diagnostic> errors = CompiledNotebook.diagnostics(notebooks).stream()
        .filter(Diagnostic::isError)
        .toList();
    console.say(errors);
    console.print(
        arguments.hasMatchedOption(OPENAPI)
            ? openApi(loaded.config(), notebooks)
            : text(arguments, loaded.config(), routes(notebooks)));
    return errors.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
  }

  private static void requireOneFormat(ParseResult arguments) {
    List<String> formats =
        Stream.of(OPENAPI, CURL, Specs.JSON).filter(arguments::hasMatchedOption).toList();
    if (formats.size() > 1) {
      throw new ParameterException(
          arguments.commandSpec().commandLine(),
          String.join(" and ", formats) + " exclude each other");
    }
  }

  private static String text(ParseResult arguments, GatewayConfig config, List<Route> routes) {
    if (Specs.isJson(arguments)) {
      return Json.array(routes, RoutesCommand::json);
    }
    return arguments.hasMatchedOption(CURL) ? curl(config, routes) : table(routes);
  }

  private static List<Route> routes(List<CompiledNotebook> notebooks) {
    return notebooks.stream().flatMap(RoutesCommand::routes).toList();
  }

  private static Stream<Route> routes(CompiledNotebook compiled) {
    return compiled.api().stream()
        .flatMap(api -> api.endpoints().stream()
            .map(each -> new Route(api.notebook().name(), compiled.config().mount(), each)));
  }

  private static String openApi(GatewayConfig config, List<CompiledNotebook> notebooks) {
    List<Section> sections = notebooks.stream().flatMap(RoutesCommand::section).toList();
    String base = Address.of(config, config.http().port()).base();
    return OpenApiWriter.write(base.replaceAll("/$", ""), sections).encodePrettily() + "\n";
  }

  private static Stream<Section> section(CompiledNotebook compiled) {
    String mount = compiled.config().mount();
    return compiled.api().stream().map(api -> new Section("/".equals(mount) ? "" : mount, api));
  }

  private static String curl(GatewayConfig config, List<Route> routes) {
    Curl curl = Address.of(config, config.http().port());
    return routes.stream()
        .map(route -> curl.command(route.endpoint(), route.mount()) + "\n")
        .collect(Collectors.joining());
  }

  private static String table(List<Route> routes) {
    return Table.of(
        List.of("VERB", "PATH", "NOTEBOOK", "CELLS", "SUMMARY"),
        routes.stream().map(RoutesCommand::row).toList());
  }

  private static List<String> row(Route route) {
    String cells = route.cells().stream().map(String::valueOf).collect(Collectors.joining(","));
    return List.of(
        route.endpoint().verb().name(),
        route.path(),
        route.notebook(),
        cells,
        route.endpoint().summary());
  }

  private static JsonObject json(Route route) {
    return new JsonObject()
        .put("verb", route.endpoint().verb().name())
        .put("path", route.path())
        .put("notebook", route.notebook())
        .put("cells", new JsonArray(route.cells()))
        .put("summary", route.endpoint().summary());
  }
}
