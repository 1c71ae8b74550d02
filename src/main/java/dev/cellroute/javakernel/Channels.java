package dev.cellroute.javakernel;

import java.io.PrintStream;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;

/**
 * The kernel's sockets, each read by a thread of its own. The framework's own loops look only every
 * 50 ms, and one message with a bad signature ends them; here a message is answered when it comes,
 * and a bad one is dropped. Output is never dropped for a slow reader: IOPub has no high-water
 * mark.
 */
final class Channels extends JupyterConnection {
  /** The compiler's recursion runs on the shell's thread. */
  private static final long SHELL_STACK = 64L * 1024 * 1024;

  private final KernelConnectionProperties properties;
  private final PrintStream log;

  /** {@code log} takes what an operator may want to know; cells have their own standard error. */
  Channels(KernelConnectionProperties properties, PrintStream log)
      throws InvalidKeyException, NoSuchAlgorithmException {
    super(properties);
    this.properties = properties;
    this.log = log;
  }

  @Override
  public void connect() {
    iopub.setSndHWM(0);
    shell.setSndHWM(0);
    shell.bind(address(properties.getShellPort()));
    control.bind(address(properties.getControlPort()));
    iopub.bind(address(properties.getIopubPort()));
    stdin.bind(address(properties.getStdinPort()));
    heartbeat.bind(address(properties.getHbPort()));
    iopub.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
    new Thread(null, () -> serve(shell), "shell", SHELL_STACK).start();
    new Thread(() -> serve(control), "control").start();
    new Thread(this::beat, "heartbeat").start();
  }

  private String address(int port) {
    return properties.getTransport() + "://" + properties.getIp() + ":" + port;
  }

  private void beat() {
    while (true) {
      heartbeat.send(heartbeat.recv());
    }
  }

  /** A request the framework or we cannot answer must not end the kernel: the next one may do. */
  private void serve(ShellChannel channel) {
    while (true) {
      try {
        answer(channel, channel.readMessage());
      } catch (RuntimeException e) {
        log.println("dropped a message: " + e);
      }
    }
  }

  private <T> void answer(ShellChannel channel, Message<T> message) {
    ShellHandler<T> handler = getHandler(message.getHeader().getType());
    if (handler == null) {
      return;
    }
    ShellReplyEnvironment environment = prepareReplyEnv(channel, message);
    try {
      handler.handle(environment, message);
    } finally {
      environment.resolveDeferrals();
    }
  }
}
