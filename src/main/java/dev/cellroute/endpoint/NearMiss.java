package dev.cellroute.endpoint;

/**
 * How a line fails to be an annotation, where, and the line that would be one (or other advice).
 */
record NearMiss(String code, String message, int column, int width, String help) {}
