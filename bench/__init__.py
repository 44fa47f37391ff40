"""Benchmarks and accuracy measurements; run by hand, never by the tests. README, "Measured", has the results."""
