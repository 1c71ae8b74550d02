package dev.cellroute.cli;

/** The program's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    throw new UnsupportedOperationException(String.join(" ", arguments));
  }
}
