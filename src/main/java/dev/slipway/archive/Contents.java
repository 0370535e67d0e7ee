package dev.slipway.archive;

import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import java.io.IOException;
import java.io.InputStream;

/// What the readers of the formats hand members to.
interface Contents {

  /// Takes a member and its bytes, which the reader drains afterwards.
  void member(Member member, InputStream content) throws IOException, Problem, Cancelled;
}
