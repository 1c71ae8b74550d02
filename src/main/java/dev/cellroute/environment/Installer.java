package dev.cellroute.environment;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernelspec.Platform;
import dev.cellroute.kernelspec.Python;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs that make an environment: {@code uv} where it is installed, else Python's own
 * {@code venv} and pip.
 */
sealed interface Installer {
  /** What every environment has beside the notebook's own requirements. */
  String KERNEL = "ipykernel>=6.29";

  /** What stands for the Python in the environment's key: it decides what is installed. */
  String python();

  /** The words of the command that makes an empty environment in this folder. */
  List<String> create(Path folder);

  /** The words of the command that fills it. */
  List<String> install(Path folder, Requirements requirements);

  /** {@code uv}; it can get a Python by itself where none is installed. */
  record Uv(Path program, Optional<Python> found) implements Installer {
    @Override
    public String python() {
      return found.map(Installer::identity).orElse("uv");
    }

    @Override
    public List<String> create(Path folder) {
      String wanted = found.map(each -> each.executable().toString()).orElse(">=3.9");
      return List.of(
          program.toString(), "venv", "--no-project", "--python", wanted, folder.toString());
    }

    @Override
    public List<String> install(Path folder, Requirements requirements) {
      List<String> words = new ArrayList<>(List.of(
          program.toString(), "pip", "install", "--python", interpreter(folder).toString()));
      words.addAll(wishes(requirements));
      return words;
    }
  }

  /** {@code python3 -m venv}, and the pip that comes with it. */
  record Pip(Python found) implements Installer {
    @Override
    public String python() {
      return identity(found);
    }

    @Override
    public List<String> create(Path folder) {
      return List.of(found.executable().toString(), "-m", "venv", folder.toString());
    }

    @Override
    public List<String> install(Path folder, Requirements requirements) {
      List<String> words = new ArrayList<>(List.of(
          interpreter(folder).toString(),
          "-m",
          "pip",
          "install",
          "--disable-pip-version-check",
          "--no-input",
          "--progress-bar",
          "off"));
      words.addAll(wishes(requirements));
      return words;
    }
  }

  /** Takes {@code uv} when there is one; a Python too old for us counts only for the message. */
  static Installer choose(Optional<Path> uv, Optional<Python> python, Platform platform) {
    Optional<Python> usable = python.filter(Installer::isRecent);
    if (uv.isPresent()) {
      return new Uv(uv.get(), usable);
    }
    return new Pip(usable.orElseThrow(() -> new GatewayException(
        ErrorCode.KERNEL_START_FAILED,
        python
                .map(old -> "the python3 on the PATH is Python " + old.version()
                    + " (expected: 3.9 or newer); ")
                .orElse("there is no python3 on the PATH; ")
            + advice(platform))));
  }

  /** The Python inside an environment. */
  static Path interpreter(Path folder) {
    return folder.resolve(
        Platform.current() == Platform.WINDOWS ? "Scripts/python.exe" : "bin/python");
  }

  private static List<String> wishes(Requirements requirements) {
    List<String> words = new ArrayList<>();
    requirements.main().ifPresent(file -> words.addAll(List.of("-r", file.toString())));
    if (requirements.wish("ipykernel").isEmpty()) {
      words.add(KERNEL);
    }
    return words;
  }

  private static String identity(Python python) {
    return python.version() + " " + Folders.real(python.executable());
  }

  private static boolean isRecent(Python python) {
    String[] numbers = python.version().split("\\.", -1);
    int major = Integer.parseInt(numbers[0]);
    return major > 3 || (major == 3 && Integer.parseInt(numbers[1]) >= 9);
  }

  private static String advice(Platform platform) {
    String how = switch (platform) {
      case LINUX -> "for example `apt install python3 python3-venv` or `dnf install python3`";
      case MAC -> "for example `brew install python`";
      case WINDOWS -> "for example `winget install Python.Python.3.12`";
    };
    return "install Python 3.9 or newer, " + how + "; Java notebooks run without Python";
  }
}
