package dev.cellroute.endpoint;

/** The methods an annotation can name. */
public enum Verb {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE,
  HEAD,
  OPTIONS
}
