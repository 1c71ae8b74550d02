package dev.cellroute.javakernel;

import java.util.List;

/**
 * The long literals of the running cell, which stand outside its source: {@link CellText} puts a
 * call in the place of each, so that the compiler never sees a request's data and equal cells keep
 * equal source. Public only because compiled cells call it.
 */
public final class Literals {
  /** Written by the shell's thread, read by the thread of the cell. */
  private static volatile List<String> current = List.of();

  private Literals() {}

  /** The literal at this place of the running cell. */
  public static String text(int index) {
    return current.get(index);
  }

  static void use(List<String> literals) {
    current = List.copyOf(literals);
  }
}
