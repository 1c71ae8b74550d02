package dev.cellroute.kernel;

import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Content;
import dev.cellroute.protocol.Header;
import dev.cellroute.protocol.Message;
import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A kernel without a process: a test says what it does with each type of request. */
final class ScriptedConnection implements KernelConnection {
  private final Map<String, Consumer<Message>> script = new ConcurrentHashMap<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private KernelListener listener = new DeafListener();
  private int number;

  ScriptedConnection() {
    on("kernel_info_request", this::introduce);
  }

  KernelConnection open(KernelListener listener) {
    this.listener = listener;
    return this;
  }

  ScriptedConnection on(String type, Consumer<Message> action) {
    script.put(type, action);
    return this;
  }

  /** Looks at a request before the script answers it. */
  void before(String type, Consumer<Message> look) {
    script.merge(type, look, (answer, first) -> first.andThen(answer));
  }

  Header foreign() {
    return new Header("foreign:1", "foreign", "kernel", "execute_request", "5.4");
  }

  /** Types and channels of what was sent, probes left out. */
  List<String> sent() {
    return List.copyOf(sent);
  }

  void introduce(Message request) {
    status(request, "busy");
    say(
        Channel.SHELL,
        request.header(),
        "kernel_info_reply",
        "{'implementation':'scripted','language_info':{'name':'none'}}");
    status(request, "idle");
  }

  void status(Message request, String state) {
    say(Channel.IOPUB, request.header(), "status", "{'execution_state':'" + state + "'}");
  }

  void print(Message request, String text) {
    say(Channel.IOPUB, request.header(), "stream", "{'name':'stdout','text':'" + text + "'}");
  }

  void reply(Message request, String body) {
    say(Channel.SHELL, request.header(), request.type().replace("request", "reply"), body);
  }

  void say(Channel channel, Header parent, String type, String body) {
    say(channel, "s_1_" + number++, parent, type, body);
  }

  /** Says nothing, but counts as if it had. */
  void lose() {
    number++;
  }

  void breakOff(KernelListener.Break.Kind kind) {
    listener.broken(new KernelListener.Break(kind, "its connection broke"));
  }

  @Override
  public void send(Channel channel, Message message) {
    if (!message.type().equals("kernel_info_request")) {
      sent.add(channel + " " + message.type());
    }
    script.getOrDefault(message.type(), ignored -> {}).accept(message);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private void say(Channel channel, String id, Header parent, String type, String body) {
    Message message = new Message(
        new Header(id, "s", "kernel", type, "5.4"), parent, Buffer.buffer(body.replace('\'', '"')));
    try {
      listener.received(List.of(new Received(channel, message, Content.of(message))));
    } catch (ProtocolException wrong) {
      throw new IllegalArgumentException(body, wrong);
    }
  }

  private static final class DeafListener implements KernelListener {
    @Override
    public void received(List<Received> batch) {
      throw new IllegalStateException("nobody listens yet");
    }

    @Override
    public void broken(Break how) {
      throw new IllegalStateException("nobody listens yet");
    }
  }
}
