package dev.cellroute.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command: its options, and what it does. It blocks until it is done. */
interface Command {
  CommandSpec spec();

  ExitCode run(ParseResult arguments);
}
