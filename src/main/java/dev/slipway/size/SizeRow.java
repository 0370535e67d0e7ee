package dev.slipway.size;

import java.util.Optional;
import java.util.OptionalLong;

/// The size of one file of a release, or of one member of an archive in it.
///
/// @param file    the file users download
/// @param member  the member's name within it; "" for the file itself
/// @param target  the target it is for; "" where none
/// @param kind    what a budget would measure it as; empty for texts and the like
/// @param size    its bytes; a member's unpacked
/// @param stored  the bytes a member takes of its archive; empty for the file itself
/// @param budget  how it stands against its budget; empty where none is set for it
public record SizeRow(
    String file,
    String member,
    String target,
    Optional<Budget.Kind> kind,
    long size,
    OptionalLong stored,
    Optional<BudgetResult> budget) {

  /// `weft.zip: weft` for a member, the file's name else.
  public String title() {
    return member.isEmpty() ? file : file + ": " + member;
  }
}
