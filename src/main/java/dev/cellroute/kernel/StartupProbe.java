package dev.cellroute.kernel;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Content;
import dev.cellroute.protocol.Message;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when a kernel is ready: a reply on shell and a message on IOPub, both for a probe of
 * ours. IOPub subscribes late, so probes are repeated until both have been seen.
 * {@code iopub_welcome} is neither needed nor trusted: only the first subscriber ever gets it.
 */
final class StartupProbe implements Conversation {
  private static final long PERIOD_MS = 100;
  private static final int MAX_OPEN = 32;

  private final Talk talk;
  private final Promise<KernelInfo> ready = Promise.promise();
  private final Deque<Message> probes = new ArrayDeque<>();
  private @Nullable KernelInfo info;
  private boolean published;

  StartupProbe(Talk talk) {
    this.talk = talk;
  }

  /** Called once, on the talk's context; ends there. */
  Future<KernelInfo> run(Duration patience) {
    Context context = talk.context();
    probe();
    long period = context.owner().setPeriodic(PERIOD_MS, ignored -> probe());
    long deadline = context.owner().setTimer(Math.max(1, patience.toMillis()), ignored -> giveUp());
    return ready.future().onComplete(ignored -> {
      context.owner().cancelTimer(period);
      context.owner().cancelTimer(deadline);
      probes.forEach(talk::forget);
    });
  }

  @Override
  public void hear(Received received) {
    published |= received.channel() == Channel.IOPUB;
    if (received.content() instanceof Content.Introduced introduced) {
      info = infoOf(introduced);
    }
    if (published && info != null) {
      ready.tryComplete(info);
    }
  }

  @Override
  public void end(GatewayException why) {
    ready.tryFail(why);
  }

  private void probe() {
    Message probe = talk.request("kernel_info_request", new JsonObject());
    probes.add(probe);
    if (probes.size() > MAX_OPEN) {
      talk.forget(probes.remove());
    }
    talk.begin(Channel.SHELL, probe, this);
  }

  private void giveUp() {
    String silent = info == null ? "shell" : "IOPub";
    ready.tryFail(
        new GatewayException(ErrorCode.KERNEL_START_FAILED, "nothing was heard on " + silent));
  }

  private static KernelInfo infoOf(Content.Introduced introduced) {
    return new KernelInfo(
        introduced.implementation(),
        introduced.implementationVersion(),
        introduced.language(),
        introduced.languageVersion(),
        introduced.protocol());
  }
}
