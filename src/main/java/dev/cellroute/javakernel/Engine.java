package dev.cellroute.javakernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs compiled snippets in this very process, as JShell's local engine does, and keeps what JShell
 * turns into text: the value itself and the exception itself. Interrupting is the local engine's:
 * on JDK 17 it stops the thread, on newer ones it has woven checks into the loops; a loop inside a
 * library goes on there. One engine a process, because what runs a snippet has to be a static
 * method; all but {@link #stop} is called by the shell's thread.
 */
final class Engine extends LocalExecutionControl implements ExecutionControlProvider {
  /** What became of the last invocation. */
  record Ending(@Nullable Object value, @Nullable Throwable failure) {
    static final Ending NONE = new Ending(null, null);
  }

  private static final String ENTRY = "do_it$";
  /** Written by the shell's thread, read by the snippet's, which runs while the shell's waits. */
  private static volatile @Nullable Method next;

  /** Written by either, never at the same time. */
  private static volatile Ending last = Ending.NONE;

  /** Set by the control thread, read by the shell's. */
  private volatile boolean stopped;

  @Override
  public String name() {
    return "cellroute";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
    return this;
  }

  /** A new cell: an earlier stop does not concern it. */
  void begin() {
    stopped = false;
  }

  /** Forgets the last ending; until then the first failure stays. */
  void forget() {
    last = Ending.NONE;
  }

  boolean isStopped() {
    return stopped;
  }

  Ending ending() {
    return last;
  }

  /** Runs a class that was loaded before once more. */
  Ending again(String className) {
    forget();
    try {
      invoke(className, ENTRY);
    } catch (RunException ignored) {
      // The exception itself is in the ending, or the stop in its flag.
    } catch (InternalException | EngineTerminationException e) {
      throw new IllegalStateException("cannot run " + className, e);
    }
    return last;
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    next = snippet;
    Method run = Engine.class.getDeclaredMethod("run");
    run.setAccessible(true);
    return super.invoke(run);
  }

  @Override
  public void stop() throws EngineTerminationException, InternalException {
    stopped = true;
    super.stop();
  }

  /**
   * Called by the local engine on a thread of its own, in the place of the snippet. The engine
   * makes a thread group for each run, which JDK 17 keeps for ever unless it is a daemon.
   */
  @SuppressWarnings("removal")
  static @Nullable Object run() throws Throwable {
    Thread.currentThread().getThreadGroup().setDaemon(true);
    Method snippet = next;
    try {
      end(new Ending(snippet == null ? null : snippet.invoke(null), null));
      return null;
    } catch (InvocationTargetException e) {
      end(new Ending(null, cause(e)));
      throw cause(e);
    }
  }

  private static Throwable cause(InvocationTargetException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }

  private static void end(Ending ending) {
    if (last.failure() == null) {
      last = ending;
    }
  }

  static String text(@Nullable Object value) {
    return valueString(value);
  }
}
