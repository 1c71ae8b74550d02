package dev.cellroute.config;

/** Which way into a kernel is used: the best there is, or one forced by the operator. */
public enum LanePreference {
  AUTO,
  RESIDENT,
  JUPYTER
}
