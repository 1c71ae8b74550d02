package dev.cellroute.kernelspec;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python that answered: where it really lies (a command on the PATH may be a shim that only finds
 * it), its version such as {@code 3.11.7}, its prefixes, the folder of packages the user installed,
 * and where {@code ipykernel} lies if it can be imported. {@link #ask} blocks.
 */
public record Python(
    Path executable,
    String version,
    Path prefix,
    Path basePrefix,
    Optional<Path> userBase,
    Optional<Path> ipykernel) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String MARK = "cellroute-python ";

  /** The working directory is dropped from the module path before the first import. */
  private static final String QUESTION = """
      import sys
      sys.path[:] = [entry for entry in sys.path if entry]
      import importlib.util, json, site
      spec = importlib.util.find_spec("ipykernel")
      places = list(spec.submodule_search_locations or []) if spec else []
      print("%s" + json.dumps({
          "executable": sys.executable, "version": "%%d.%%d.%%d" %% sys.version_info[:3],
          "prefix": sys.prefix, "base": sys.base_prefix,
          "user": site.getuserbase() if site.ENABLE_USER_SITE else None,
          "ipykernel": places[0] if places else None}))
      """.formatted(MARK);

  public Python {
    requireNonNull(executable, "executable");
    requireNonNull(version, "version");
    requireNonNull(prefix, "prefix");
    requireNonNull(basePrefix, "basePrefix");
    requireNonNull(userBase, "userBase");
    requireNonNull(ipykernel, "ipykernel");
  }

  /** Asks the {@code python3} (on Windows also {@code python}) of the PATH, if there is one. */
  public static Optional<Python> onPath(Map<String, String> environment) {
    SearchPath path = SearchPath.of(environment);
    Optional<Path> command = path.platform() == Platform.WINDOWS
        ? path.find("python").or(() -> path.find("python3"))
        : path.find("python3");
    return command.map(found -> ask(found, environment));
  }

  static Python ask(Path command, Map<String, String> environment) {
    Command.Result result = new Command(
            List.of(command.toString(), "-c", QUESTION), environment, command.getRoot())
        .run(PATIENCE, Command.Listener.NONE);
    if (result.end() == Command.Result.End.TIMED_OUT) {
      throw silent(command, "did not answer within " + PATIENCE.toSeconds() + "s");
    }
    return result.lines().stream()
        .filter(line -> line.startsWith(MARK))
        .findFirst()
        .map(line -> answer(command, line.substring(MARK.length())))
        .orElseThrow(() -> silent(command, "does not run: " + lastLine(result)));
  }

  /** Whether it runs inside a virtual environment. */
  boolean isVirtual() {
    return !prefix.equals(basePrefix);
  }

  private static Python answer(Path command, String line) {
    try {
      JsonObject json = new JsonObject(line);
      return new Python(
          Path.of(json.getString("executable")),
          json.getString("version"),
          Path.of(json.getString("prefix")),
          Path.of(json.getString("base")),
          Optional.ofNullable(json.getString("user")).map(Path::of),
          Optional.ofNullable(json.getString("ipykernel")).map(Path::of));
    } catch (DecodeException | IllegalArgumentException | NullPointerException e) {
      throw silent(command, "gave an answer nobody understands");
    }
  }

  private static String lastLine(Command.Result result) {
    List<String> lines = result.lines();
    return lines.isEmpty()
        ? "exit status " + result.status()
        : lines.get(lines.size() - 1).strip();
  }

  private static GatewayException silent(Path command, String what) {
    return new GatewayException(ErrorCode.INVALID_INPUT, command + " " + what);
  }
}
