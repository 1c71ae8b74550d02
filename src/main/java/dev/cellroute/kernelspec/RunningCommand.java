package dev.cellroute.kernelspec;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernelspec.Command.Result;
import dev.cellroute.kernelspec.Command.Result.End;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One run of a {@link Command}. A thread of its own reads the program's output into a short queue,
 * so that the caller's thread can watch the clock as well; a program that writes faster than it is
 * heard waits.
 */
final class RunningCommand {
  static final int KEPT_LINES = 200;
  private static final int QUEUED_LINES = 256;

  private final Process process;
  private final long tick;
  /** Filled by the reader, emptied by the caller; an empty Optional is the end of the output. */
  private final BlockingQueue<Optional<String>> output = new ArrayBlockingQueue<>(QUEUED_LINES);

  private final Deque<String> kept = new ArrayDeque<>();
  private final Thread reader;
  private boolean heardAll;

  private RunningCommand(Process process, Duration tick) {
    this.process = process;
    this.tick = tick.toNanos();
    reader = new Thread(new LineReader(process.getInputStream(), output), "command");
    reader.setDaemon(true);
  }

  static RunningCommand of(Process process, Duration tick) {
    RunningCommand running = new RunningCommand(process, tick);
    running.reader.start();
    return running;
  }

  Result watch(Duration limit, Command.Listener listener) {
    try {
      return hear(System.nanoTime(), limit, listener);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException(ErrorCode.CANCELLED, "the command was given up", e);
    } finally {
      kill();
      reader.interrupt();
    }
  }

  private Result hear(long begin, Duration limit, Command.Listener listener)
      throws InterruptedException {
    long nextTick = begin + tick;
    int ticksAfterEnd = 0;
    while (true) {
      long now = System.nanoTime();
      if (now - begin >= limit.toNanos()) {
        return new Result(End.TIMED_OUT, -1, List.copyOf(kept));
      }
      if (now - nextTick >= 0) {
        listener.tick(Duration.ofNanos(now - begin));
        nextTick = now + tick;
        ticksAfterEnd += process.isAlive() ? 0 : 1;
      }
      Optional<String> line = next(Math.min(nextTick - now, limit.toNanos() - (now - begin)));
      if (line.isPresent()) {
        keep(line.get());
        listener.line(line.get());
      } else if (isOver(ticksAfterEnd)) {
        return new Result(End.EXITED, process.exitValue(), List.copyOf(kept));
      }
    }
  }

  /**
   * What it wrote last may still be on its way when the process has ended; but something it left
   * behind may hold its output open for ever, so not much longer than a tick.
   */
  private boolean isOver(int ticksAfterEnd) {
    return !process.isAlive() && output.isEmpty() && (heardAll || ticksAfterEnd > 1);
  }

  /**
   * The next line, or nothing after the wait; at the end of the output it waits for the process
   * instead.
   */
  private Optional<String> next(long nanos) throws InterruptedException {
    Optional<String> line = output.poll(nanos, TimeUnit.NANOSECONDS);
    if (line == null) {
      return Optional.empty();
    }
    if (line.isEmpty()) {
      heardAll = true;
      process.waitFor(nanos, TimeUnit.NANOSECONDS);
    }
    return line;
  }

  private void keep(String line) {
    if (kept.size() == KEPT_LINES) {
      kept.removeFirst();
    }
    kept.addLast(line);
  }

  /** The process and everything below it; the list is taken first, since orphans leave the tree. */
  private void kill() {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
  }
}
