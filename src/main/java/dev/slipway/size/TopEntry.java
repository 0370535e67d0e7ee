package dev.slipway.size;

/// One row of a list of what is largest.
///
/// @param name  the function, crate, package or section
/// @param group the crate or package it belongs to; "" where none
/// @param share its part of the whole file, from 0 to 1
public record TopEntry(String name, String group, long size, double share, Provenance provenance) {}
