package dev.cellroute.kernel;

import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Handover.Patience;
import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Message;
import dev.cellroute.protocol.Session;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said to one kernel and by it: requests go out, answers find who waits for them. All of it
 * lives on the kernel's context, except for {@link #received} and {@link #broken}, which hand over
 * to it.
 */
final class Talk implements KernelListener, Inbox.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

  private final String kernelId;
  private final Context context;
  private final Consumer<Break> onBroken;
  private final Session session = Session.random();
  private final Conversations conversations = new Conversations();
  private final MessageCount count = new MessageCount();
  private final Inbox inbox;
  private final KernelConnection connection;
  private long late;

  @SuppressWarnings("this-escape")
  Talk(String kernelId, Context context, KernelConnection.Opener opener, Consumer<Break> onBroken) {
    this.kernelId = kernelId;
    this.context = context;
    this.onBroken = onBroken;
    inbox = new Inbox(context, this);
    connection = opener.open(this);
  }

  Context context() {
    return context;
  }

  Message request(String type, JsonObject content) {
    return session.request(type, content);
  }

  void begin(Channel channel, Message request, Conversation conversation) {
    conversations.begin(request.header().id(), conversation);
    connection.send(channel, request);
  }

  void forget(Message request) {
    conversations.forget(request.header().id());
  }

  /** Answers a question of the kernel with nothing, so that it does not wait for ever. */
  void refuseInput(Message question) {
    JsonObject nothing = new JsonObject().put("value", "");
    connection.send(Channel.STDIN, session.reply(question.header(), "input_reply", nothing));
  }

  /** Whether the kernel answers this on that channel in time. */
  Future<Patience> ask(Channel channel, String type, JsonObject content, Duration patience) {
    return ask(new Question(Question.Answer.REPLY), channel, request(type, content), patience);
  }

  /**
   * Whether the kernel still goes through shell and IOPub; all that was said before has arrived
   * then.
   */
  Future<Patience> roundTrip(Duration patience) {
    return ask(
        new Question(Question.Answer.REPLY_AND_IDLE),
        Channel.SHELL,
        request("kernel_info_request", new JsonObject()),
        patience);
  }

  MessageCount count() {
    return count;
  }

  void endAll(GatewayException why) {
    conversations.endAll(why);
  }

  Future<Void> close() {
    return connection.close();
  }

  @Override
  public void received(List<Received> batch) {
    inbox.put(batch);
  }

  @Override
  public void broken(Break how) {
    context.runOnContext(ignored -> onBroken.accept(how));
  }

  @Override
  public void handle(Received received) {
    count.count(received.message().header().id());
    if (!conversations.hear(received)) {
      late++;
      LOG.trace("kernel={} late={} type={}", kernelId, late, received.message().type());
    }
  }

  @Override
  public void overflow() {
    conversations.overflow();
  }

  private Future<Patience> ask(
      Question question, Channel channel, Message request, Duration patience) {
    begin(channel, request, question);
    return Handover.await(context, question.answered(), patience)
        .onComplete(ignored -> forget(request));
  }
}
