package dev.cellroute.cli;

import dev.cellroute.config.HttpConfig;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.InvalidInputException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Says why a command failed, in the words of whoever must put it right. */
final class FailureReport {
  private final Console console;

  FailureReport(Console console) {
    this.console = console;
  }

  /** Prints it and gives the exit code. */
  ExitCode report(Throwable failure) {
    if (failure instanceof InvalidInputException invalid) {
      console.say(invalid.diagnostics());
    } else if (failure instanceof GatewayException expected) {
      console.say("error: " + expected.detail());
    } else {
      console.say("error: this is a bug in Cellroute, please report it: " + failure);
      failure.printStackTrace(console.err());
    }
    return ExitCode.of(failure);
  }

  /** The same, with words for an address that cannot be listened on. */
  ExitCode reportStart(Throwable failure, HttpConfig http) {
    String address = http.host() + ":" + http.port();
    if (failure instanceof BindException bind && ExitCode.isTaken(bind)) {
      console.say("error: port "
          + http.port()
          + (http.portRetries() > 0 ? " and the next " + http.portRetries() : "")
          + " of "
          + http.host()
          + " is taken: choose another with --port, or --port 0 for a free one");
      return ExitCode.BUSY;
    }
    if (failure instanceof SocketException
        || failure instanceof UnknownHostException
        || failure instanceof UnresolvedAddressException) {
      console.say("error: cannot listen on " + address + ": " + failure.getMessage());
      return ExitCode.USAGE;
    }
    return report(failure);
  }
}
