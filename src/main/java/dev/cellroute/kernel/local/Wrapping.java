package dev.cellroute.kernel.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What this machine offers to keep a kernel's processes together and to end them with the gateway.
 */
record Wrapping(boolean ownSession, boolean deathSignal) {
  /** Looks for the two commands of util-linux along a search path. */
  static Wrapping on(String searchPath) {
    return new Wrapping(isOn(searchPath, "setsid"), isOn(searchPath, "setpriv"));
  }

  private static boolean isOn(String searchPath, String command) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(searchPath)
        .filter(each -> !each.isEmpty())
        .anyMatch(each -> Files.isExecutable(Path.of(each, command)));
  }
}
