package dev.slipway.binary;

/// A section as its format's table lists it.
///
/// @param name     its name; Mach-O's as `segment,section`, a WebAssembly custom section's as `custom "name"`
/// @param offset   where its bytes begin in the file
/// @param fileSize how many bytes of the file it takes; 0 for what is only made in memory
/// @param address  where it lies in memory; 0 when it is not loaded
/// @param vmSize   how many bytes of memory it takes; 0 when it is not loaded
/// @param code     whether it holds machine code
public record Section(String name, long offset, long fileSize, long address, long vmSize, boolean code) {

  /// Whether an address lies in it.
  boolean holds(long at) {
    return vmSize > 0 && at - address >= 0 && at - address < vmSize;
  }
}
