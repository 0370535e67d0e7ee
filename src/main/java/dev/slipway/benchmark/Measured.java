package dev.slipway.benchmark;

import java.util.Optional;

/// One figure of a benchmark.
///
/// @param name   what was measured
/// @param value  the figure
/// @param unit   its unit as the file has it, such as `ms`; empty where the file names none
/// @param spread how far it varies, as the file has it, such as `± 0.4`; empty where the file does not say
public record Measured(String name, double value, String unit, Optional<String> spread) {}
