package dev.cellroute.cli;

import dev.cellroute.launch.Relaunch;
import java.util.List;

/** The program's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    List<String> words = List.of(arguments);
    if (Program.isServe(words)) {
      sayOnce(console);
      Relaunch.ifUseful();
    }
    StopSignal signal = StopSignal.ofProcess();
    ExitCode code = new Program(console, Service::launch, signal).run(words);
    console.out().flush();
    signal.finish(code);
    System.exit(code.number());
  }

  /** Before any library is loaded, so that somebody who waits sees at once that it lives. */
  private static void sayOnce(Console console) {
    if (!Relaunch.isDone()) {
      console.say(Version.sentence() + " is starting");
    }
  }
}
