"""Measures Tocsin on this machine, beside bare ceilings; writes docs/generated/benchmarks.md."""
