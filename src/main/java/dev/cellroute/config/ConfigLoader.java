package dev.cellroute.config;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Command line over environment over file over default: one immutable {@link GatewayConfig}. Blocks
 * on files.
 */
public final class ConfigLoader {
  /** The code of a diagnostic about a file that is not there. */
  public static final String NOT_FOUND = "not-found";

  private ConfigLoader() {}

  /**
   * Loads. {@code options} are the command line's settings by key ({@code http.port} to
   * {@code 8080}); throws {@code InvalidInputException} with every problem at once.
   */
  public static GatewayConfig load(
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> options,
      Path workingDirectory) {
    CommandLine commandLine = new CommandLine(options, List.of(), Map.of());
    return load(file, environment, commandLine, workingDirectory).config();
  }

  /** Loads, and keeps where each value is from; throws {@code InvalidInputException} likewise. */
  public static LoadedConfig load(
      Optional<Path> file,
      Map<String, String> environment,
      CommandLine commandLine,
      Path workingDirectory) {
    List<Diagnostic> found = new ArrayList<>();
    Settings settings = Settings.merge(
        List.of(
            file.map(path -> file(path, workingDirectory, found::add)).orElse(Layer.EMPTY),
            KernelGatewayLayer.ofEnvironment(environment, found::add),
            EnvironmentLayer.read(environment, found::add),
            KernelGatewayLayer.ofFlags(commandLine.kernelGatewayFlags(), found::add),
            CommandLineLayer.of(commandLine)),
        found::add);
    ConfigRules.check(settings, found::add);
    List<NotebookConfig> notebooks =
        new NotebookList(workingDirectory, found::add).resolve(settings);
    List<TokenConfig> tokens = new TokenList(settings, workingDirectory, found::add).resolve();
    if (found.stream().anyMatch(Diagnostic::isError)) {
      throw new InvalidInputException(found);
    }
    ConfigSections sections = new ConfigSections(settings, environment, workingDirectory);
    return new LoadedConfig(sections.assemble(notebooks, tokens), settings.shown(), found);
  }

  private static Layer file(Path path, Path workingDirectory, Consumer<Diagnostic> report) {
    return YamlFile.read(workingDirectory.resolve(path), path.toString(), report)
        .map(text -> YamlLayer.parse(path.toString(), text, report))
        .orElse(Layer.EMPTY);
  }
}
