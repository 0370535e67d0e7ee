package dev.slipway.target.audit;

import dev.slipway.fact.Severity;
import java.util.Locale;

/// The audit's rules: id, weight and why each matters.
public enum Rule {
  RETIRED_RUNNER(Severity.ERROR, "A job that asks for a retired label is never started: it waits up to 24 hours and the release stays incomplete."),
  DEPRECATED_RUNNER(Severity.WARNING, "From the announced date on jobs that ask for the label are never started."),
  PREVIEW_RUNNER(Severity.INFO, "A preview image may change or go at any time."),
  UNKNOWN_RUNNER(Severity.INFO, "Whether such a runner is there cannot be told from the file; without one the job waits up to 24 hours."),
  MOVING_RUNNER(Severity.INFO, "The label moves between images, so two releases may be built on different systems."),
  DEAD_ACTION(Severity.ERROR, "GitHub fails every job that uses this version."),
  ARCHIVED_ACTION(Severity.WARNING, "Nobody mends it any more, and the runtime it needs is being removed from runners."),
  OLD_RUNTIME_ACTION(Severity.INFO, "It declares Node 20, which runners replace by Node 24."),
  UNPINNED_ACTION(Severity.INFO, "Whoever can move the tag can change what builds the release."),
  LOCAL_ACTION_UNREAD(Severity.INFO, "What its steps upload, publish or check cannot be told, so nothing is said to be missing on its account."),
  DUPLICATE_ARTIFACT(Severity.ERROR, "Since version 4 the second upload of a name fails with 409 Conflict."),
  DUPLICATE_ASSET(Severity.WARNING, "The release can hold one file of a name: the second upload fails, or replaces the first without a word."),
  RERUN_CONFLICT(Severity.INFO, "A re-run of a failed leg meets the artifact of the first attempt and fails with 409 Conflict."),
  MERGE_COLLISION(Severity.INFO, "merge-multiple puts all artifacts into one folder, where a file of the same name overwrites another without a word."),
  NEEDS_BUILD(Severity.ERROR, "The job starts before what it publishes is built."),
  PUBLISHES_BEFORE_BUILD(Severity.WARNING, "It goes out although a build may fail after it."),
  PUBLISHED_BEFORE_ASSETS(Severity.WARNING, "A leg that fails leaves a public release without its files, and an immutable release takes none at all (HTTP 422)."),
  FAIL_FAST_UPLOAD(Severity.WARNING, "One failing leg cancels the healthy ones, and the release stays with the files of those that were quick."),
  PERMISSIONS(Severity.WARNING, "Without the permission the step fails with 403 when everything is built."),
  UNDECLARED_PERMISSIONS(Severity.WARNING, "What the token may do depends on a setting outside the file, which a new organisation has read-only."),
  CALL_PERMISSIONS(Severity.ERROR, "GitHub refuses the whole file: a called workflow may ask for no more than its caller has."),
  RELEASE_SKIPPED(Severity.WARNING, "GitHub skips every job behind a skipped one, directly or not, unless its `if` asks for a status."),
  TAG_GUARD(Severity.WARNING, "A push to a branch or a pull request would make a release."),
  GUARD_DEPENDS(Severity.INFO, "Whether only tags release depends on something the file does not tell."),
  SHALLOW_CHECKOUT(Severity.ERROR, "actions/checkout fetches one commit, so there is no earlier tag to find."),
  SHALLOW_DESCRIBE(Severity.WARNING, "actions/checkout fetches one commit, so only a tag on that very commit is found."),
  NO_CHECKSUM(Severity.WARNING, "Nobody can tell whether a download is what was built."),
  CHECKSUM_OF_DOWNLOADS(Severity.INFO, "A file that was lost between build and release is missing from the list as well, and nothing notices."),
  UNMATCHED_FILES(Severity.WARNING, "A pattern that matches nothing is passed over, and the release lacks a file without a word."),
  TOO_MANY_LEGS(Severity.ERROR, "GitHub refuses to start a matrix of more than 256 jobs."),
  INCLUDE_MATCHES_NOTHING(Severity.WARNING, "It shares keys with the matrix, yet becomes a leg of its own that lacks the others: often a misspelt value."),
  EXCLUDE_REMOVES_NOTHING(Severity.WARNING, "The combination it should remove is built: often a misspelt value."),
  DUPLICATE_VALUE(Severity.WARNING, "The same leg is built twice under one name."),
  GENERATED_NOTES(Severity.WARNING, "The policy wants notes that people have read."),
  SCRIPT_INJECTION(Severity.WARNING, "Whoever chooses the text runs commands in the release job."),
  SCRIPT_EXPANSION(Severity.INFO, "The text becomes part of the script before the shell reads it; a quote or $( in it runs."),
  BASH_ON_WINDOWS(Severity.ERROR, "Windows runners run scripts with PowerShell, which cannot read this."),
  WINDOWS_SUFFIX(Severity.WARNING, "On Windows the compiler writes the file with .exe."),
  WASM_SUFFIX(Severity.WARNING, "For WebAssembly the compiler writes the file with .wasm."),
  TOOL_NOT_INSTALLED(Severity.WARNING, "GitHub's images do not have it, so the step fails with \"command not found\"."),
  IMAGE_NAME(Severity.INFO, "A registry refuses capital letters, which an owner's or repository's name may have."),
  RAW_CHANGELOG(Severity.INFO, "Readers get commit subjects as they were typed, merges and chores included."),
  TARGET_DIFFERS(Severity.WARNING, "What is tested is not what is released."),
  NAMING_DIFFERS(Severity.INFO, "Scripts and people that know one name do not find the other."),
  UNUSED_EXEMPTION(Severity.INFO, "What is ignored without need hides the next fault of its kind.");

  private final Severity severity;
  private final String why;

  Rule(Severity severity, String why) {
    this.severity = severity;
    this.why = why;
  }

  /// The stable id in kebab case, such as `retired-runner`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// How much it weighs.
  public Severity severity() {
    return severity;
  }

  /// Why it matters, in one sentence.
  public String why() {
    return why;
  }
}
