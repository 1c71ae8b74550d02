package dev.cellroute.kernel;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who waits for which request, by message id; the oldest is ended when there are too many. Used on
 * one context.
 */
final class Conversations {
  private static final int MAX_OPEN = 256;

  private final Map<String, Conversation> open = new LinkedHashMap<>();

  void begin(String requestId, Conversation conversation) {
    open.put(requestId, conversation);
    if (open.size() > MAX_OPEN) {
      Iterator<Conversation> oldest = open.values().iterator();
      Conversation ended = oldest.next();
      oldest.remove();
      ended.end(new GatewayException(
          ErrorCode.CANCELLED, "the kernel has left too many requests unanswered"));
    }
  }

  void forget(String requestId) {
    open.remove(requestId);
  }

  /**
   * Whether anyone waits for this: late output of an ended request has no listener and is dropped.
   */
  boolean hear(Received received) {
    Conversation conversation = open.get(received.message().parent().id());
    if (conversation == null) {
      return false;
    }
    conversation.hear(received);
    return true;
  }

  void overflow() {
    List.copyOf(open.values()).forEach(Conversation::overflow);
  }

  void endAll(GatewayException why) {
    List<Conversation> all = List.copyOf(open.values());
    open.clear();
    all.forEach(each -> each.end(why));
  }
}
