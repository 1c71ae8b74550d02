package dev.cellroute.javakernel;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.HistoryReply;
import org.dflib.jjava.jupyter.messages.reply.InterruptReply;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;
import org.dflib.jjava.jupyter.messages.reply.ShutdownReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.InterruptRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;

/**
 * Answers the requests of the protocol (Jupyter messaging 5.3). A cell's messages keep this order:
 * busy, input (unless silent), output as it comes, result or error, reply, idle. Executes come on
 * the shell's thread, interrupts and shutdowns on that of control; output of a thread that outlives
 * its cell goes to the last cell that began. The framework's form of expression values is not the
 * protocol's, so requested expressions are left unanswered.
 */
final class CellKernel extends BaseKernel {
  private static final LanguageInfo JAVA = new LanguageInfo.Builder("java")
      .version(Runtime.version().toString())
      .mimetype("text/x-java-source")
      .fileExtension(".java")
      .pygments("java")
      .codemirror("text/x-java")
      .build();

  private final CompletableFuture<Shell> shell;
  private final Runnable exit;
  private final CellStreams streams = new CellStreams(this::publishText);
  /** Written by the shell's thread, read by any thread that prints. */
  private volatile Optional<ShellReplyEnvironment> audience = Optional.empty();

  /**
   * {@code shell} may still be starting; {@code exit} ends the process soon, after replies are out.
   */
  CellKernel(String version, CompletableFuture<Shell> shell, Runnable exit) {
    super(
        "cellroute-java",
        version,
        JAVA,
        List.of(),
        null,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        Display.renderer(),
        null,
        null,
        false,
        new StringStyler.Builder().build());
    this.shell = requireNonNull(shell, "shell");
    this.exit = requireNonNull(exit, "exit");
  }

  CellStreams streams() {
    return streams;
  }

  /** Shows a display after the text that was written before it. */
  void show(DisplayData data) {
    streams.flush();
    audience.ifPresent(each -> each.publish(new PublishDisplayData(data)));
  }

  private void publishText(CellStreams.Name name, String text) {
    StreamType type = name == CellStreams.Name.STDOUT ? StreamType.OUT : StreamType.ERR;
    audience.ifPresent(each -> each.publish(new PublishStream(type, text)));
  }

  /** Without the lock of the method it replaces: only the shell's thread comes here. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  protected void handleExecuteRequest(
      ShellReplyEnvironment environment, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    boolean counts = !request.isSilent() && request.shouldStoreHistory();
    int count = counts ? executionCount.getAndIncrement() : executionCount.get();
    environment.setBusyDeferIdle();
    if (!request.isSilent()) {
      environment.publish(new PublishExecuteInput(request.getCode(), count));
    }
    audience = Optional.of(environment);
    try {
      Optional<Object> value = shell.join().run(request.getCode());
      streams.finish();
      value
          .map(Display::of)
          .ifPresent(data -> environment.publish(new PublishExecuteResult(count, data)));
      environment.reply(new ExecuteReply(count, Map.of()));
    } catch (CellException e) {
      streams.finish();
      fail(environment, e, count);
    } catch (RuntimeException e) {
      streams.finish();
      fail(environment, CellException.ofKernel(e), count);
      throw e;
    }
  }

  private static void fail(ShellReplyEnvironment environment, CellException failure, int count) {
    environment.publish(new PublishError(failure.name(), failure.value(), failure.traceback()));
    ErrorReply reply = new ErrorReply(failure.name(), failure.value(), failure.traceback());
    reply.setExecutionCount(count);
    environment.replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
  }

  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment environment, Message<KernelInfoRequest> message) {
    environment.setBusyDeferIdle();
    environment.reply(new Info(name, version, getBanner()));
  }

  @Override
  protected void handleInterruptRequest(
      ShellReplyEnvironment environment, Message<InterruptRequest> message) {
    environment.setBusyDeferIdle();
    if (shell.isDone()) {
      shell.join().interrupt();
    }
    environment.reply(new InterruptReply());
  }

  @Override
  protected void handleShutdownRequest(
      ShellReplyEnvironment environment, Message<ShutdownRequest> message) {
    environment.setBusyDeferIdle();
    environment.reply(
        message.getContent().isRestart()
            ? ShutdownReply.SHUTDOWN_AND_RESTART
            : ShutdownReply.SHUTDOWN);
    exit.run();
  }

  /** There is no history, which is an answer too. */
  @Override
  protected void handleHistoryRequest(
      ShellReplyEnvironment environment, Message<HistoryRequest> message) {
    environment.setBusyDeferIdle();
    environment.reply(new HistoryReply(List.of()));
  }

  @Override
  public Object evalRaw(String code) {
    throw new UnsupportedOperationException("cells run by execute_request only");
  }

  @Override
  public DisplayData inspect(String code, int position, boolean detailed) {
    return DisplayData.EMPTY;
  }

  @Override
  public ReplacementOptions complete(String code, int position) {
    return new ReplacementOptions(List.of(), position, position);
  }

  @Override
  public String isComplete(String code) {
    return IS_COMPLETE_MAYBE;
  }

  /** The framework's reply has no status, which the protocol wants in every reply. */
  private static final class Info extends KernelInfoReply {
    @SuppressWarnings("UnusedVariable") // Gson reads it.
    private final String status = "ok";

    Info(String name, String version, String banner) {
      super("5.3", name, version, JAVA, banner, List.of());
    }
  }
}
