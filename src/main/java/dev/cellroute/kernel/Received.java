package dev.cellroute.kernel;

import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Content;
import dev.cellroute.protocol.Message;

/** A message that arrived, with its channel and its content read. */
public record Received(Channel channel, Message message, Content content) {}
