package dev.cellroute.javakernel;

/** The bundled Java kernel's entry: {@code JavaKernel <connection file>}. */
public final class JavaKernel {
  private JavaKernel() {}

  public static void main(String[] arguments) {
    throw new UnsupportedOperationException(String.join(" ", arguments));
  }
}
