package dev.cellroute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.config.KernelGatewayFlags;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program as a function of its arguments: picks the command, runs it, and answers the exit
 * code.
 */
final class Program {
  private static final String SERVE = "serve";

  private final Console console;
  private final Service.Launcher launcher;
  private final StopSignal signal;
  private final ReloadSignal reload;

  Program(Console console, Service.Launcher launcher, StopSignal signal, ReloadSignal reload) {
    this.console = console;
    this.launcher = launcher;
    this.signal = signal;
    this.reload = reload;
  }

  /** Whether these arguments start a server. */
  static boolean isServe(List<String> arguments) {
    return !arguments.isEmpty()
        && SERVE.equals(arguments.get(0))
        && !arguments.contains("--help")
        && !arguments.contains("-h");
  }

  ExitCode run(List<String> arguments) {
    KernelGatewayFlags split = isServe(arguments)
        ? KernelGatewayFlags.extract(arguments)
        : new KernelGatewayFlags(arguments, Map.of());
    Map<String, Command> commands = commands(split.flags());
    CommandLine line = commandLine(commands);
    try {
      return run(line, commands, line.parseArgs(split.rest().toArray(String[]::new)));
    } catch (ParameterException mistake) {
      return explain(mistake);
    }
  }

  private ExitCode run(CommandLine line, Map<String, Command> commands, ParseResult arguments) {
    if (CommandLine.printHelpIfRequested(arguments)) {
      return ExitCode.OK;
    }
    if (!arguments.hasSubcommand()) {
      line.usage(console.err(), Ansi.OFF);
      return ExitCode.USAGE;
    }
    ParseResult chosen = arguments.subcommand();
    Command command = requireNonNull(commands.get(chosen.commandSpec().name()), "command");
    try {
      return command.run(chosen);
    } catch (ParameterException mistake) {
      return explain(mistake);
    } catch (RuntimeException failure) {
      return new FailureReport(console).report(failure);
    }
  }

  private Map<String, Command> commands(Map<String, String> kernelGatewayFlags) {
    Map<String, Command> commands = new LinkedHashMap<>();
    commands.put(SERVE, new ServeCommand(console, kernelGatewayFlags, launcher, signal, reload));
    commands.put("check", new CheckCommand(console));
    commands.put("routes", new RoutesCommand(console));
    commands.put("kernels", new KernelsCommand(console));
    commands.put("config", new ConfigCommand(console));
    return commands;
  }

  private CommandLine commandLine(Map<String, Command> commands) {
    CommandSpec root = Specs.command("Annotated Jupyter notebooks served as HTTP APIs.");
    root.name("cellroute").version(Version.sentence());
    root.addOption(OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .description("Show the version.")
        .build());
    commands.forEach((name, command) -> root.addSubcommand(name, command.spec()));
    return new CommandLine(root)
        .setExpandAtFiles(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(writer(console.out()))
        .setErr(writer(console.err()));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, UTF_8);
  }

  private ExitCode explain(ParameterException mistake) {
    console.say("error: " + message(mistake));
    UnmatchedArgumentException.printSuggestions(mistake, console.err());
    console.say("help: " + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException mistake) {
    boolean isCommand = mistake.getCommandLine().getParent() == null;
    return isCommand
            && mistake instanceof UnmatchedArgumentException unmatched
            && !unmatched.isUnknownOption()
        ? "unknown command: " + unmatched.getUnmatched().get(0)
        : String.valueOf(mistake.getMessage());
  }
}
