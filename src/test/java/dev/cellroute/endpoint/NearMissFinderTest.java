package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearMissFinderTest {
  private static final NearMissFinder FINDER = new NearMissFinder(CommentSyntax.DEFAULT);
  private static final String VERBS = "the verbs are GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# get /x            | unknown-verb    | unknown verb 'get' (did you mean GET?)      | 3 | 3 | # GET /x",
        "# Get /x  a note    | unknown-verb    | unknown verb 'Get' (did you mean GET?)      | 3 | 3 | # GET /x a note",
        "# GETT /x           | unknown-verb    | unknown verb 'GETT' (did you mean GET?)     | 3 | 4 | # GET /x",
        "# PSOT /x           | unknown-verb    | unknown verb 'PSOT' (did you mean POST?)    | 3 | 4 | # POST /x",
        "# DELET /x          | unknown-verb    | unknown verb 'DELET' (did you mean DELETE?) | 3 | 5 | # DELETE /x",
        "# DEL /x            | unknown-verb    | unknown verb 'DEL' (did you mean DELETE?)   | 3 | 3 | # DELETE /x",
        "# GET: /x           | unknown-verb    | ':' after the verb                          | 3 | 3 | # GET /x",
        "#GET /x             | missing-blank   | no blank between '#' and 'GET'              | 2 | 3 | # GET /x",
        "# POST/nospace      | missing-blank   | no blank between 'POST' and the path        | 7 | 8 | # POST /nospace",
        "# GET/items  All    | missing-blank   | no blank between 'GET' and the path         | 6 | 6 | # GET /items All",
        "#GET/items/:id      | missing-blank   | no blank between '#' and 'GET'              | 2 | 3 | # GET /items/:id",
        "# ResponseInfo GET/x| missing-blank   | no blank between 'GET' and the path         | 19 | 2 | # ResponseInfo GET /x",
        "#ResponseInfo GET /x| missing-blank   | no blank between '#' and 'ResponseInfo'     | 2 | 12 | # ResponseInfo GET /x",
        "## GET /x           | comment-prefix  | '##' is not the comment prefix '#'          | 1 | 2 | # GET /x",
        "#%% GET /x          | comment-prefix  | '#%%' is not the comment prefix '#'         | 1 | 3 | # GET /x",
        "// POST /x          | comment-prefix  | '//' is not the comment prefix '#'          | 1 | 2 | # POST /x",
        "-- POST /x          | comment-prefix  | '--' is not the comment prefix '#'          | 1 | 2 | # POST /x",
        "# GET               | missing-path    | the path is missing                         | 3 | 3 | # GET /path",
        "# GET nopath        | missing-path    | the path does not begin with '/'            | 7 | 6 | # GET /nopath",
        "# GET a/:id One     | missing-path    | the path does not begin with '/'            | 7 | 5 | # GET /a/:id One",
        "# responseinfo GET /x  | unknown-keyword | unknown keyword 'responseinfo' (did you mean ResponseInfo?) | 3 | 12 | # ResponseInfo GET /x",
        "# Response-Info GET /x | unknown-keyword | unknown keyword 'Response-Info' (did you mean ResponseInfo?) | 3 | 13 | # ResponseInfo GET /x",
        "# Example GET /x?a=1   | unknown-keyword | unknown keyword 'Example' (did you mean EXAMPLE?) | 3 | 7 | # EXAMPLE GET /x?a=1",
        "# ResponseInfo GETT /x | unknown-verb    | unknown verb 'GETT' (did you mean GET?) | 16 | 4 | # ResponseInfo GET /x",
      })
  void aNearMissSaysWhatIsWrongAndWhatToWrite(
      String line, String code, String message, int column, int width, String repaired) {
    assertThat(FINDER.find(line))
        .contains(new NearMiss(code, message, column, width, "write: " + repaired));
  }

  @Test
  void anIndentedAnnotationIsOne() {
    assertThat(FINDER.find("\t # GET /x"))
        .contains(new NearMiss(
            "indented-annotation", "the annotation is indented", 1, 2, "write: # GET /x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BREW", "FETCH", "UPDATE", "REMOVE"})
  void anUnknownVerbWithoutAnythingLikeItListsTheVerbs(String word) {
    String message = "unknown verb '" + word + "'";

    assertThat(FINDER.find("# " + word + " /tea"))
        .contains(new NearMiss("unknown-verb", message, 3, word.length(), VERBS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://x/y                | # GET /y",
        "http://127.0.0.1:8888/y/:z | # GET /y/:z",
        "https://x                 | # GET /",
      })
  void ofAnAddressThePathIsEnough(String address, String repaired) {
    assertThat(FINDER.find("# GET " + address))
        .contains(new NearMiss(
            "missing-path",
            "the path does not begin with '/'",
            7,
            address.length(),
            "a path only, without scheme and host; write: " + repaired));
  }

  @Test
  void aResponseInfoWithoutAVerbListsTheVerbs() {
    assertThat(FINDER.find("# ResponseInfo /tea"))
        .contains(
            new NearMiss("unknown-verb", "the verb before the path is missing", 16, 4, VERBS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#",
        "##",
        "####################",
        "# Get the data",
        "# get data",
        "# GET the data from the server",
        "# POST-processing of results",
        "# GET/PUT semantics",
        "# GET/POST/DELETE",
        "# Get/set the value",
        "# GET/",
        "# Delete old rows",
        "# Put everything together",
        "# OPTIONS",
        "# HEAD",
        "# OPTIONS pricing",
        "# PATCH notes",
        "# Options / settings",
        "# head of the table: df.head()",
        "# and/or",
        "# /etc/hosts is read",
        "# see /etc/hosts",
        "# TODO /data is too small",
        "# NOTE /var is cleared",
        "# It works",
        "# IT /x",
        "# PARAMETERS",
        "# %%",
        "#!/bin/bash",
        "#!/usr/bin/env python",
        "# 1 /x",
        "x = 1  # GET /x",
        "'''GET /x'''",
        "import get",
        "%%bash",
        "%matplotlib inline",
        "!curl /x",
      })
  void proseIsNotTakenForAnAnnotation(String line) {
    assertThat(FINDER.find(line)).isEmpty();
  }

  @Test
  void thePrefixOfAnotherLanguageIsNamed() {
    NearMissFinder scala = new NearMissFinder(CommentSyntax.of("//"));

    assertThat(scala.find("# GET /hash"))
        .contains(new NearMiss(
            "comment-prefix", "'#' is not the comment prefix '//'", 1, 1, "write: // GET /hash"));
  }
}
