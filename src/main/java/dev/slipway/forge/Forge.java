package dev.slipway.forge;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The port to a code host.
///
/// Every call blocks, may be made from any virtual thread, stops when its thread is interrupted, and
/// throws [ForgeException] with a sentence for the user. No call waits for a rate limit: it throws, and
/// who called decides.
public interface Forge {

  Host host();

  /// Who the calls are made as. Asks the host once.
  Account account() throws ForgeException;

  /// The count of calls as of the newest answer; empty before the first one. Makes no call.
  Optional<RateLimit> rateLimit();

  Repository repository(RepositoryName repository) throws ForgeException;

  /// The bytes of a file at a commit, branch or tag, at most 10 MiB; empty when it is not there.
  Optional<byte[]> file(RepositoryName repository, String path, String ref) throws ForgeException;

  /// The names of the files in a folder at a commit, branch or tag; empty when there is no such folder.
  List<String> folder(RepositoryName repository, String path, String ref) throws ForgeException;

  List<Tag> tags(RepositoryName repository) throws ForgeException;

  /// The commit a branch, tag or id leads to; empty when there is none.
  Optional<Commit> commit(RepositoryName repository, String ref) throws ForgeException;

  /// What `head` has that `base` has not, with all its commits.
  Comparison compare(RepositoryName repository, String base, String head) throws ForgeException;

  /// The newest commits that lead to `ref`, newest first, at most `most`.
  List<Commit> commits(RepositoryName repository, String ref, int most) throws ForgeException;

  /// Makes a tag that points at a commit; this is what starts workflows that wait for a tag.
  ///
  /// @throws ForgeException of kind REFUSED when the tag exists
  void createTag(RepositoryName repository, String tag, String sha) throws ForgeException;

  /// Makes a branch at a commit.
  ///
  /// @throws ForgeException of kind REFUSED when the branch exists
  void createBranch(RepositoryName repository, String branch, String sha) throws ForgeException;

  /// The commit a tag leads to at this moment, through annotated tags; empty where the tag is not there.
  Optional<String> tagged(RepositoryName repository, String tag) throws ForgeException;

  /// The message of an annotated tag; empty where the tag is none, or is not there.
  Optional<String> tagMessage(RepositoryName repository, String tag) throws ForgeException;

  /// A file with the id of its version; empty when it is not there.
  Optional<StoredFile> stored(RepositoryName repository, String path, String ref) throws ForgeException;

  /// Changes a file with a commit of its own.
  ///
  /// @return the id of the commit
  /// @throws ForgeException of kind REFUSED when the file is no longer the version that was read
  String commit(RepositoryName repository, FileChange change) throws ForgeException;

  /// Opens a pull request.
  ///
  /// @param branch what is to be merged
  /// @param into   the branch it is merged into
  PullRequest openPullRequest(RepositoryName repository, String branch, String into, String title, String text)
      throws ForgeException;

  /// The pull requests that brought a commit in; the only way to know those a squash merge does not name.
  List<PullRequest> pullRequests(RepositoryName repository, String sha) throws ForgeException;

  /// An issue or pull request; empty when the repository has none with this number.
  Optional<Issue> issue(RepositoryName repository, int number) throws ForgeException;

  List<Workflow> workflows(RepositoryName repository) throws ForgeException;

  /// Starts a workflow by hand.
  ///
  /// @param workflow its file name, such as `release.yml`
  /// @param inputs   values for the inputs its file declares
  Dispatched dispatch(RepositoryName repository, String workflow, String ref, Map<String, String> inputs)
      throws ForgeException;

  /// The newest runs, newest first.
  RunPage runs(RepositoryName repository, RunQuery query) throws ForgeException;

  WorkflowRun run(RepositoryName repository, long runId) throws ForgeException;

  /// The jobs of one attempt of a run, with their steps, complete.
  List<Job> jobs(RepositoryName repository, long runId, int attempt) throws ForgeException;

  /// The log of a job that has ended, as a stream of UTF-8 text.
  ///
  /// @throws ForgeException of kind GONE when the host deleted it
  InputStream log(RepositoryName repository, long jobId) throws ForgeException;

  void cancel(RepositoryName repository, long runId) throws ForgeException;

  /// Runs all jobs of a run again, as a new attempt.
  void rerun(RepositoryName repository, long runId) throws ForgeException;

  /// Runs the jobs that failed again, and those that wait for them, as a new attempt.
  void rerunFailedJobs(RepositoryName repository, long runId) throws ForgeException;

  /// Runs one job again, and those that wait for it, as a new attempt of its run.
  void rerunJob(RepositoryName repository, long jobId) throws ForgeException;

  List<Artifact> artifacts(RepositoryName repository, long runId) throws ForgeException;

  /// Opens the bytes of an artifact from a position on.
  Download download(RepositoryName repository, Artifact artifact, long offset) throws ForgeException;

  /// Opens the bytes of an asset from a position on.
  Download download(RepositoryName repository, Asset asset, long offset) throws ForgeException;

  /// Opens what lies at the public address of a release's file, the one people and install scripts use:
  /// `…/releases/download/TAG/FILE`. It is no call of the API and takes nothing from its rate limit.
  ///
  /// @throws ForgeException [ForgeException.Kind#HOST_FAULT] where nothing is there, which a moment after publishing may pass
  Download openPublicly(Repository repository, String tag, String file) throws ForgeException;

  /// All releases that the account may see, drafts among them, newest first.
  List<Release> releases(RepositoryName repository) throws ForgeException;

  Release release(RepositoryName repository, long releaseId) throws ForgeException;

  /// The published release of a tag; drafts are never found by tag.
  Optional<Release> published(RepositoryName repository, String tag) throws ForgeException;

  /// The release the host shows as latest.
  Optional<Release> latest(RepositoryName repository) throws ForgeException;

  Release create(RepositoryName repository, NewRelease release) throws ForgeException;

  /// Changes a release; a draft becomes public when `release.draft()` is false.
  Release change(RepositoryName repository, long releaseId, NewRelease release) throws ForgeException;

  void deleteRelease(RepositoryName repository, long releaseId) throws ForgeException;

  /// Uploads a file in one stream, whatever its size.
  ///
  /// @param sent told the bytes sent so far, from the sending thread
  /// @return the asset as the host stored it; its name may differ from the one asked for
  Asset upload(RepositoryName repository, Release release, Upload upload, java.util.function.LongConsumer sent)
      throws ForgeException;

  void deleteAsset(RepositoryName repository, long assetId) throws ForgeException;

  Asset renameAsset(RepositoryName repository, long assetId, String name) throws ForgeException;

  /// Attestation bundles for a digest, each as the JSON text of a sigstore bundle; empty where there are none.
  List<String> attestations(RepositoryName repository, dev.slipway.fact.Digest digest) throws ForgeException;

  /// Whether releases of this repository become immutable when published; empty when the account may not ask.
  Optional<Boolean> immutableReleases(RepositoryName repository) throws ForgeException;

  /// Which runs to list.
  ///
  /// @param workflow the workflow's file name; empty for all
  /// @param branch   a branch or tag; empty for all
  /// @param event    what started them; empty for all
  /// @param since    only runs created at that time or later
  /// @param page     the page, from 1
  /// @param perPage  how many, at most 100
  record RunQuery(
      String workflow, String branch, String event, Optional<Instant> since, int page, int perPage) {

    /// The newest runs of a repository.
    public static RunQuery newest(int count) {
      return new RunQuery("", "", "", Optional.empty(), 1, count);
    }

    /// The same query for one workflow.
    public RunQuery of(String workflowFile) {
      return new RunQuery(workflowFile, branch, event, since, page, perPage);
    }

    /// The same query for one branch or tag.
    public RunQuery on(String branchOrTag) {
      return new RunQuery(workflow, branchOrTag, event, since, page, perPage);
    }

    /// The same query, only for runs created from a time on.
    public RunQuery createdFrom(Instant time) {
      return new RunQuery(workflow, branch, event, Optional.of(time), page, perPage);
    }

    /// The same query, another page.
    public RunQuery atPage(int number) {
      return new RunQuery(workflow, branch, event, since, number, perPage);
    }
  }

  /// One page of runs.
  ///
  /// @param total how many there are in all; the host stops counting at 1,000 when filters are set
  record RunPage(long total, List<WorkflowRun> runs) {}
}
