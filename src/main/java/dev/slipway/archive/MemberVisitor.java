package dev.slipway.archive;

import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import java.io.IOException;
import java.io.InputStream;

/// Is shown every member of an archive with its bytes.
@FunctionalInterface
public interface MemberVisitor {

  /// Called once per member, in the order of the archive.
  ///
  /// @param content the unpacked bytes; empty for all but files; only to be read during the call, and
  ///     not necessarily to its end
  void visit(Member member, InputStream content) throws IOException, Problem, Cancelled;

  /// Looks at nothing.
  static MemberVisitor none() {
    return (_, _) -> {};
  }
}
