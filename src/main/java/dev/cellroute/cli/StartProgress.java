package dev.cellroute.cli;

import java.util.function.Consumer;

/**
 * Says each step of a start as it begins, and every ten seconds which one still takes time. Steps
 * come from any thread, ticks from a timer's.
 */
final class StartProgress implements Consumer<String> {
  private static final int REMINDER_SECONDS = 10;

  private final Console console;
  private String step = "starting";
  private int seconds;

  StartProgress(Console console) {
    this.console = console;
  }

  /** The step that begins. A lock, because a line and the step it tells of belong together. */
  @Override
  public synchronized void accept(String next) {
    step = next;
    seconds = 0;
    console.say("cellroute: " + next);
  }

  /** One second has passed. */
  synchronized void tick() {
    seconds++;
    if (seconds % REMINDER_SECONDS == 0) {
      console.say("cellroute: still " + step + " (" + seconds + " s)");
    }
  }
}
