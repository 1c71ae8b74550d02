package dev.cellroute.kernel.local;

/** Whose kernel it is and what it is called; both are in its marker. */
record KernelName(GatewayMark gateway, String id) {}
