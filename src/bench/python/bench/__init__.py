"""What the benchmarks share: an environment, servers, load, and how results are shown."""
