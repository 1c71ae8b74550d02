package dev.cellroute.output;

import dev.cellroute.output.Output.Clear.Moment;
import dev.cellroute.output.Output.Stream;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is left to see when a cell has ended: the outputs as a notebook would show them.
 * {@code clear_output} drops what came before, at once or with the next output; an update replaces
 * the bundle of every display of its id that is still shown. Standard error is not part of it. As
 * large as the outputs it is made of, which the kernel's side bounds.
 */
public final class OutputFold {
  /**
   * The standard output in one piece, the displays in order, the last result, and the failure that
   * ended the cell.
   */
  public record Folded(
      String stdout,
      List<MimeBundle> displays,
      Optional<MimeBundle> result,
      Optional<Output.Failure> failure) {
    public Folded {
      displays = List.copyOf(displays);
    }
  }

  private final StringBuilder stdout = new StringBuilder();
  private final List<Output.Display> displays = new ArrayList<>();
  private final Map<String, MimeBundle> latest = new HashMap<>();
  private Optional<MimeBundle> result = Optional.empty();
  private Optional<Output.Failure> failure = Optional.empty();
  private boolean clearsNext;

  private OutputFold() {}

  public static Folded fold(List<Output> outputs) {
    OutputFold fold = new OutputFold();
    outputs.forEach(fold::take);
    return fold.folded();
  }

  /** What was printed as the bytes it came in, where there is nothing else to fold. */
  public static Optional<Buffer> onlyPrinted(List<Output> outputs) {
    return outputs.size() == 1 && outputs.get(0) instanceof Output.Printed printed
        ? Optional.of(printed.utf8())
        : Optional.empty();
  }

  /** Roughly how many characters there are to fold: what was printed and the texts in bundles. */
  public static long size(List<Output> outputs) {
    return outputs.stream().mapToLong(OutputFold::size).sum();
  }

  private static long size(Output output) {
    if (output instanceof Output.Text text) {
      return text.text().length();
    }
    if (output instanceof Output.Printed printed) {
      return printed.utf8().length();
    }
    if (output instanceof Output.Display display) {
      return size(display.bundle());
    }
    return output instanceof Output.Result result ? size(result.bundle()) : 0;
  }

  private static long size(MimeBundle bundle) {
    return bundle.data().values().stream()
        .mapToLong(value -> value instanceof String text ? text.length() : 0)
        .sum();
  }

  private void take(Output output) {
    if (output instanceof Output.Clear clear) {
      clear(clear.moment());
    } else if (output instanceof Output.Update update) {
      latest.computeIfPresent(update.displayId(), (id, old) -> update.bundle());
    } else {
      clearIfDue();
      show(output);
    }
  }

  private void show(Output output) {
    if (output instanceof Output.Text text && text.stream() == Stream.STDOUT) {
      stdout.append(text.text());
    } else if (output instanceof Output.Printed printed) {
      stdout.append(printed.text());
    } else if (output instanceof Output.Display display) {
      show(display);
    } else if (output instanceof Output.Result shown) {
      result = Optional.of(shown.bundle());
    } else if (output instanceof Output.Failure shown) {
      failure = Optional.of(shown);
    }
  }

  private void show(Output.Display display) {
    displays.add(display);
    if (!display.displayId().isEmpty()) {
      latest.put(display.displayId(), display.bundle());
    }
  }

  private void clear(Moment moment) {
    clearsNext = true;
    if (moment == Moment.NOW) {
      clearIfDue();
    }
  }

  private void clearIfDue() {
    if (clearsNext) {
      clearsNext = false;
      stdout.setLength(0);
      displays.clear();
      latest.clear();
      result = Optional.empty();
    }
  }

  private Folded folded() {
    List<MimeBundle> bundles = displays.stream()
        .map(each -> latest.getOrDefault(each.displayId(), each.bundle()))
        .toList();
    return new Folded(stdout.toString(), bundles, result, failure);
  }
}
