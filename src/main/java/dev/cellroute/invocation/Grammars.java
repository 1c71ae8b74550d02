package dev.cellroute.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;

/** The languages whose kernels know only source code, one method each. */
final class Grammars {
  /**
   * Longer lines make an interactive bash slower, more lines make the kernel wait more often for
   * its prompt.
   */
  private static final int BASH_LINE = 20_000;

  private Grammars() {}

  /** Frames of an R traceback name lines of any cell, so only a syntax error's line is sure. */
  static Grammar r() {
    return new Grammar(
        Resources.text("setup.R"),
        Prologue.doubleQuoted(".cellroute_request(", "); "),
        ".cellroute_response(\"{nonce}\")",
        Pattern.compile("^Error in parse\\(text = x, srcfile = src\\): <text>:(\\d+):\\d+:"));
  }

  static Grammar julia() {
    return new Grammar(
        Resources.text("setup.jl"),
        Prologue.doubleQuoted("REQUEST = Cellroute__.request(", "); RESPONSE = nothing; "),
        "Cellroute__.respond(RESPONSE, \"{nonce}\")",
        Pattern.compile("top-level scope\\s+@ (?:\\./)?In\\[\\d+]:(\\d+)"));
  }

  /**
   * Joined at run time: the compiler folds {@code +} into one constant, which has a limit. The
   * first semicolon ends an expression that JShell takes without one. Lines are told by the bundled
   * kernel only.
   */
  static Grammar java() {
    return new Grammar(
        Resources.text("setup.jsh"),
        Prologue.doubleQuoted(
            "REQUEST = new String(java.util.Base64.getDecoder().decode(String.join(\"\", ",
            ")), java.nio.charset.StandardCharsets.UTF_8); RESPONSE = null; "),
        ";CellrouteResponse.print(RESPONSE, \"{nonce}\");",
        Pattern.compile("^ +at cell line (\\d+)", Pattern.MULTILINE));
  }

  static Grammar kotlin() {
    return new Grammar(
        Resources.text("setup.kts"),
        Prologue.doubleQuoted(
            "REQUEST = String(java.util.Base64.getDecoder().decode(listOf(",
            ").joinToString(\"\")), Charsets.UTF_8); RESPONSE = null; "),
        "CellrouteResponse.print(RESPONSE, \"{nonce}\")",
        Pattern.compile("<init>\\(Line_\\d+\\.jupyter\\.kts:(\\d+)\\)"));
  }

  static Grammar scala() {
    return new Grammar(
        Resources.text("setup.sc"),
        Prologue.doubleQuoted(
            "REQUEST = new String(java.util.Base64.getDecoder.decode(Seq(",
            ").mkString), \"UTF-8\"); RESPONSE = null; "),
        "CellrouteResponse.print(RESPONSE, \"{nonce}\")",
        Pattern.compile("cmd\\d+\\$(?:Helper)?\\.<init>\\(cmd\\d+\\.sc:(\\d+)\\)"));
  }

  static Grammar groovy() {
    return new Grammar(
        Resources.text("setup.groovy"),
        Prologue.singleQuoted(
            "REQUEST = new String([", "].join('').decodeBase64(), 'UTF-8'); RESPONSE = null; "),
        "cellroute_respond(RESPONSE, '{nonce}')",
        Grammar.NO_LINE);
  }

  /** {@code var} may be said again and again, also where a cell says it. */
  static Grammar javascript() {
    return new Grammar(
        Resources.text("setup.js"),
        Prologue.doubleQuoted("var REQUEST = __cellroute__.request(", "), RESPONSE = undefined; "),
        ";__cellroute__.respond(RESPONSE, \"{nonce}\");",
        Grammar.NO_LINE);
  }

  static Grammar bash() {
    return new Grammar(
        inOneLine(Resources.text("setup.sh")),
        new Prologue(
            "__cellroute_more '", "'\n__cellroute_more '", "'; __cellroute_request; ", BASH_LINE),
        "__cellroute_respond $? '{nonce}'",
        Grammar.NO_LINE);
  }

  /** A bash kernel types line by line and waits for a prompt after each. */
  private static String inOneLine(String script) {
    String base64 = Base64.getEncoder().encodeToString(script.getBytes(UTF_8));
    return "eval \"$(printf %s '" + base64 + "' | "
        + "if base64 -d </dev/null >/dev/null 2>&1; then base64 -d; else base64 -D; fi)\"";
  }

  static Grammar perl() {
    return new Grammar(
        Resources.text("setup.pl"),
        Prologue.singleQuoted("our $REQUEST = Cellroute::request(", "); our $RESPONSE = undef; "),
        ";Cellroute::respond($RESPONSE, '{nonce}');",
        Grammar.NO_LINE);
  }

  static Grammar ruby() {
    return new Grammar(
        Resources.text("setup.rb"),
        Prologue.singleQuoted("Cellroute.request(", "); "),
        "Cellroute.respond('{nonce}')",
        Grammar.NO_LINE);
  }

  /** An author's own: what stands before and after the document's base64 text. */
  static Grammar custom(String before, String after) {
    Prologue prologue = new Prologue(before, "", after + "\n", Integer.MAX_VALUE);
    return new Grammar("", prologue, "", Grammar.NO_LINE);
  }
}
