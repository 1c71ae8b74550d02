package dev.cellroute.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. The JVM's own way to hear of them is a class outside the
 * standard, which every JDK has; where it is missing, or signals are left to the JVM's host
 * ({@code -Xrs}), what the JVM does with them by itself stays as it is.
 */
final class ProcessSignals {
  private static final String SIGNAL = "sun.misc.Signal";

  private ProcessSignals() {}

  /** Runs {@code action} each time, on a thread of its own, and says whether it will. */
  static boolean on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Class<?> handler = Class.forName(SIGNAL + "Handler");
      Object proxy = Proxy.newProxyInstance(
          ProcessSignals.class.getClassLoader(), new Class<?>[] {handler}, calling(action));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (ReflectiveOperationException ignored) {
      // No such signal on this system, or it is in use: the JVM's own answer stays.
      return false;
    }
  }

  private static InvocationHandler calling(Runnable action) {
    return (proxy, method, arguments) -> switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "cellroute's signal handler";
      default -> {
        action.run();
        yield null;
      }
    };
  }
}
