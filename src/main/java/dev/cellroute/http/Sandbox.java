package dev.cellroute.http;

import dev.cellroute.invocation.Response;

/**
 * Around what the gateway's own pages show of a notebook: a browser runs no script in it, loads
 * nothing for it, and shows it in no frame. A page that needs more brings a policy of its own. What
 * an endpoint answers is its author's, and goes out as declared.
 */
final class Sandbox {
  private static final String NAME = "Content-Security-Policy";
  private static final String POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

  private Sandbox() {}

  static Response around(Response response) {
    return response.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(NAME))
        ? response
        : Answers.with(response, NAME, POLICY);
  }
}
