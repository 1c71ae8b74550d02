package dev.cellroute.kernel;

import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of one run in their order, within a limit of bytes and of pieces; text to the same
 * stream is joined. After the limit it keeps nothing, neither the new nor the old. Used by one
 * thread.
 */
final class OutputCollector {
  private static final int MAX_PIECES = 100_000;

  private final long limit;
  private final List<Output> outputs = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Output.@Nullable Stream stream;
  private long size;
  private boolean full;

  OutputCollector(long limit) {
    this.limit = limit;
  }

  void add(Output output, long weight) {
    size += weight;
    if (full || size > limit || outputs.size() >= MAX_PIECES) {
      overflow();
      return;
    }
    keep(output);
  }

  /** From now on nothing is kept. */
  void overflow() {
    full = true;
    outputs.clear();
    text.setLength(0);
    text.trimToSize();
    stream = null;
  }

  boolean isFull() {
    return full;
  }

  boolean hasFailure() {
    return outputs.stream().anyMatch(Output.Failure.class::isInstance);
  }

  List<Output> outputs() {
    endText();
    return List.copyOf(outputs);
  }

  private void keep(Output output) {
    if (output instanceof Text written) {
      keepText(written);
      return;
    }
    endText();
    outputs.add(output);
  }

  private void keepText(Text written) {
    if (written.stream() != stream) {
      endText();
      stream = written.stream();
    }
    text.append(written.text());
  }

  private void endText() {
    if (stream != null) {
      outputs.add(new Text(stream, text.toString()));
      text.setLength(0);
      stream = null;
    }
  }
}
