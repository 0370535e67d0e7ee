package dev.slipway.rehearsal;

import java.util.Map;
import java.util.Optional;

/// What may come between the embedded GitHub and its client: answers that are lost, refused or untrue.
///
/// Faults that people can choose are in [Fault]; this is for tests, which need each misbehaviour at one exact call.
public interface Interference {

  /// Nothing comes in between.
  Interference NONE = new Interference() {};

  /// What a call is answered with instead of being carried out; empty lets it through.
  default Optional<Reply> instead(String method, String path) {
    return Optional.empty();
  }

  /// What becomes of the answer to a call that was carried out.
  default Reply after(String method, String path, Reply answer) {
    return answer;
  }

  /// An answer in JSON.
  ///
  /// @param status  its status
  /// @param json    its body
  /// @param headers header fields beside the usual ones; an `ETag` takes the place of the computed one
  record Reply(int status, String json, Map<String, String> headers) {

    /// A refusal in GitHub's form.
    public static Reply refusal(int status, String message) {
      return new Reply(status, "{\"message\":\"" + message + "\"}", Map.of());
    }
  }
}
