package dev.cellroute.invocation;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.output.OutputFold;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run for several callers, or for one in the same form: an array of their request documents, and
 * an answer for each from the array that the cell prints. Throws {@code RESPONSE_INVALID} when that
 * is no array of as many answers; an answer that cannot be sent fails its own caller only.
 */
record BatchTask(ResponseAssembler assembler, List<Member> members)
    implements Task<List<Future<Response>>> {
  /** One caller and how long it has waited for the run. */
  record Member(Invocation invocation, long queueNanos) {}

  BatchTask {
    members = List.copyOf(members);
  }

  @Override
  public long size() {
    return members.stream()
        .mapToLong(member -> RequestDocument.size(member.invocation()))
        .sum();
  }

  @Override
  public String document() {
    return members.stream()
        .map(member -> RequestDocument.of(member.invocation()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public List<Future<Response>> answer(
      Dialect.Answer answer, Optional<String> info, Timing timing) {
    if (answer.response().isPresent()) {
      throw invalid("RESPONSE is assigned (expected: an array printed)");
    }
    List<String> answers = answers(OutputFold.fold(answer.outputs()).stdout());
    List<Future<Response>> responses = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      responses.add(response(answers.get(i), members.get(i), timing));
    }
    return responses;
  }

  private List<String> answers(String printed) {
    if (!JsonPieces.isArray(printed)) {
      String given = printed.isBlank() ? "nothing" : Quoted.of(printed.strip());
      throw invalid("printed " + given + " (expected: one JSON array)");
    }
    List<String> answers = JsonPieces.elements(printed);
    if (answers.size() != members.size()) {
      throw invalid("printed an array of " + answers.size() + " answers (expected: "
          + members.size() + ", one for each request)");
    }
    return answers;
  }

  private Future<Response> response(String answer, Member member, Timing timing) {
    Timing own = new Timing(member.queueNanos(), timing.cellNanos(), members.size(), timing.lane());
    try {
      return Future.succeededFuture(
          assembler.assembleAnswer(answer, member.invocation().accept(), own));
    } catch (GatewayException failure) {
      return Future.failedFuture(failure);
    }
  }

  private static GatewayException invalid(String problem) {
    return new GatewayException(ErrorCode.RESPONSE_INVALID, "batch: " + problem);
  }
}
