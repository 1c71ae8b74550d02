package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

import dev.cellroute.notebook.Cell;
import java.util.List;

/**
 * One route of a notebook: the cells that answer it, joined in notebook order, and the ResponseInfo
 * cells that describe the answer (possibly none). {@code summary} is that of the options, or the
 * text after the path, or empty.
 */
public record Endpoint(
    Verb verb,
    PathTemplate path,
    String summary,
    List<Cell> cells,
    List<Cell> responseInfo,
    EndpointOptions options) {
  public Endpoint {
    requireNonNull(verb, "verb");
    requireNonNull(path, "path");
    requireNonNull(summary, "summary");
    cells = List.copyOf(cells);
    responseInfo = List.copyOf(responseInfo);
    requireNonNull(options, "options");
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("an endpoint has at least one cell: " + verb + " " + path);
    }
  }

  /** An endpoint without options. */
  public Endpoint(
      Verb verb, PathTemplate path, String summary, List<Cell> cells, List<Cell> responseInfo) {
    this(verb, path, summary, cells, responseInfo, EndpointOptions.DEFAULT);
  }

  /** The number of its first cell, by which people know it. */
  public int cell() {
    return cells.get(0).number();
  }

  /**
   * What a call runs: all cells, joined. Built anew each time; a caller on the hot path keeps it.
   */
  public Program program() {
    return Program.join(cells);
  }

  /**
   * What runs after it to describe the answer; empty when the endpoint has no ResponseInfo cell.
   */
  public Program responseInfoProgram() {
    return Program.join(responseInfo);
  }
}
