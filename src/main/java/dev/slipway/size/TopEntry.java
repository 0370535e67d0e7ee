package dev.slipway.size;

import java.util.OptionalLong;

/// One row of a list of what is largest.
///
/// @param name  the function, crate, package or section
/// @param group the crate or package it belongs to; "" where none
/// @param share    its part of the whole file, from 0 to 1
/// @param retained its bytes and those of all that is only reached through it; empty where that was not asked for
public record TopEntry(
    String name, String group, long size, double share, Provenance provenance, OptionalLong retained) {

  /// An entry whose retained size was not asked for.
  public static TopEntry of(String name, String group, long size, double share, Provenance provenance) {
    return new TopEntry(name, group, size, share, provenance, OptionalLong.empty());
  }
}
