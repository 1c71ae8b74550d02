package dev.cellroute.notebook;

import dev.cellroute.fault.InvalidInputException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One GET of a notebook. It blocks, follows redirects but never from {@code https} to {@code http},
 * and the deadline covers everything from the connection to the last byte. Used once.
 */
final class NotebookDownload {
  private static final int OK = 200;

  private final NotebookUrl url;
  private final Duration deadline;

  NotebookDownload(NotebookUrl url, Duration deadline) {
    this.url = url;
    this.deadline = deadline;
  }

  Buffer fetch() {
    HttpResponse<byte[]> response = answer();
    if (response.statusCode() != OK) {
      throw NotebookReader.invalid(
          url.shown(),
          "notebook-not-found",
          "the server answered " + response.statusCode() + " (expected: 200)");
    }
    return Buffer.buffer(response.body());
  }

  private HttpResponse<byte[]> answer() {
    CompletableFuture<HttpResponse<byte[]>> answer = send();
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreadable("no complete answer within " + deadline.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable("the download was interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> send() {
    HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpRequest request = HttpRequest.newBuilder(url.uri()).build();
    return client.sendAsync(request, head -> new BoundedBody(NotebookReader.MAX_BYTES));
  }

  private InvalidInputException failure(ExecutionException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedBody.TooLargeException) {
        return NotebookReader.tooLarge(url.shown());
      }
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return unreadable("cannot be downloaded (" + reason(cause) + ")");
  }

  /** The classes below IOException differ from JDK to JDK. */
  private static String reason(Throwable cause) {
    if (cause instanceof ConnectException) {
      return "nobody answers there";
    }
    return cause instanceof IOException
        ? "the connection broke"
        : cause.getClass().getSimpleName();
  }

  private InvalidInputException unreadable(String message) {
    return NotebookReader.invalid(url.shown(), "notebook-unreadable", message);
  }
}
