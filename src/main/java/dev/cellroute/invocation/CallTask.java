package dev.cellroute.invocation;

import java.util.Optional;

/** A run for one caller: its request document, and the response. */
record CallTask(ResponseAssembler assembler, Invocation invocation) implements Task<Response> {
  @Override
  public long size() {
    return RequestDocument.size(invocation);
  }

  @Override
  public String document() {
    return RequestDocument.of(invocation);
  }

  @Override
  public Response answer(Dialect.Answer answer, Optional<String> info, Response.Timing timing) {
    return assembler.assemble(answer, info, invocation.accept(), timing);
  }
}
