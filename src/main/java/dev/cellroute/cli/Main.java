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
    ExitCode code = program(console, signal, words).run(words);
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

  /** A command that serves nothing is ended by signals as any program is. */
  private static Program program(Console console, StopSignal signal, List<String> words) {
    return Program.isServe(words)
        ? new Program(console, Service::launch, signal.listening(), new ReloadSignal().listening())
        : new Program(console, Service::launch, signal, new ReloadSignal());
  }
}
