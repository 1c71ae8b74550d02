package dev.cellroute.notebook;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The languages of Jupyter kernels, by how a line comment begins in them. {@link #of} finds one by
 * the name its kernels give themselves ({@code language_info.name}), whatever its case; the first
 * of {@link #commentPrefixes} is the usual one.
 */
public enum Language {
  PYTHON("#", "python python2 python3 ipython ipython2 ipython3 xpython pypy"),
  SAGE("#", "sage sagemath"),
  COCONUT("#", "coconut"),
  R("#", "r ir xr"),
  JULIA("#", "julia"),
  RUBY("#", "ruby iruby"),
  CRYSTAL("#", "crystal"),
  PERL("#", "perl perl5 iperl perl6 raku"),
  SHELL("#", "bash sh zsh fish ksh shell calysto_bash"),
  POWERSHELL("#", "powershell pwsh .net-powershell"),
  ELIXIR("#", "elixir ielixir"),
  NIM("#", "nim"),
  TCL("#", "tcl"),
  GNUPLOT("#", "gnuplot"),
  SOS("#", "sos"),
  JAVA("//", "java ijava jjava rapaio-jupyter-kernel"),
  SCALA("//", "scala almond"),
  KOTLIN("//", "kotlin"),
  GROOVY("//", "groovy"),
  JAVASCRIPT("//", "javascript js node nodejs jslab"),
  TYPESCRIPT("//", "typescript ts deno tslab"),
  GO("//", "go golang gophernotes gonb"),
  RUST("//", "rust evcxr"),
  SWIFT("//", "swift"),
  DART("//", "dart"),
  ZIG("//", "zig"),
  C("//", "c xc"),
  CPP("//", "c++ cpp xcpp cling cuda"),
  CSHARP("//", "c# csharp .net-csharp polyglot-notebook"),
  FSHARP("//", "f# fsharp .net-fsharp"),
  PHP("// #", "php"),
  SQL("--", "sql mysql mariadb postgresql sqlite tsql t-sql plsql xsql xsqlite"),
  HASKELL("--", "haskell ihaskell"),
  ELM("--", "elm"),
  ADA("--", "ada"),
  LUA("--", "lua ilua xlua"),
  CLOJURE(";; ;", "clojure clojurescript"),
  SCHEME(";; ;", "scheme racket hy calysto_scheme"),
  LISP(";; ;", "lisp common-lisp"),
  MATLAB("%", "matlab imatlab"),
  OCTAVE("% #", "octave xoctave"),
  PROLOG("%", "prolog"),
  ERLANG("%", "erlang"),
  LATEX("%", "latex tex"),
  FORTRAN("!", "fortran");

  private static final Map<String, Language> BY_NAME = byName();

  private final String prefixes;
  private final String names;

  /** Both are words with a blank between two of them, as an enum holds no lists. */
  Language(String prefixes, String names) {
    this.prefixes = prefixes;
    this.names = names;
  }

  /**
   * The language with this Jupyter name, for example {@code R}, {@code csharp} or {@code C++17}.
   */
  public static Optional<Language> of(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BY_NAME.get(key.startsWith("c++") ? "c++" : key));
  }

  /** How a line comment may begin, the usual form first. */
  public List<String> commentPrefixes() {
    return List.of(prefixes.split(" ", -1));
  }

  List<String> names() {
    return List.of(names.split(" ", -1));
  }

  private static Map<String, Language> byName() {
    Map<String, Language> byName = new HashMap<>();
    for (Language language : values()) {
      language.names().forEach(name -> byName.put(name, language));
    }
    return Map.copyOf(byName);
  }
}
