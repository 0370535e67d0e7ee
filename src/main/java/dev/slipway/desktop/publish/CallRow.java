package dev.slipway.desktop.publish;

import dev.slipway.desktop.control.Status;
import dev.slipway.release.publish.Publication.Call;

/// A call to the API as it is shown.
///
/// @param number its place, from 1
/// @param method the HTTP method
/// @param path   the path
/// @param status its state
/// @param result what came of it
record CallRow(int number, String method, String path, Status status, String result) {

  static CallRow of(int number, Call call) {
    return switch (call.state()) {
      case PLANNED -> new CallRow(number, call.method(), call.path(), Status.NOT_STARTED, "planned");
      case SENDING -> new CallRow(number, call.method(), call.path(), Status.RUNNING, "sending");
      case DONE -> new CallRow(number, call.method(), call.path(), Status.SUCCEEDED, call.result().orElse("done"));
      case FAILED -> new CallRow(number, call.method(), call.path(), Status.FAILED, call.result().orElse("failed"));
      case NEEDS_YOU -> new CallRow(number, call.method(), call.path(), Status.LOCKED, "needs you");
    };
  }

  String sentence() {
    return "Call " + number + ", " + method + " " + path + ", " + result + ".";
  }
}
