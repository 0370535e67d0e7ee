package dev.slipway.forge.github;

import dev.slipway.fact.Digest;
import dev.slipway.fact.SlipwayVersion;
import dev.slipway.forge.Account;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Comparison;
import dev.slipway.forge.Dispatched;
import dev.slipway.forge.Download;
import dev.slipway.forge.FileChange;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Host;
import dev.slipway.forge.Issue;
import dev.slipway.forge.Job;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.PullRequest;
import dev.slipway.forge.RateLimit;
import dev.slipway.forge.Release;
import dev.slipway.forge.Repository;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.StoredFile;
import dev.slipway.forge.Tag;
import dev.slipway.forge.Token;
import dev.slipway.forge.Upload;
import dev.slipway.forge.Workflow;
import dev.slipway.forge.WorkflowRun;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/// GitHub behind the port: github.com, an Enterprise Server or the rehearsal, which differ by base URL only.
///
/// JSON that github-api models goes through github-api; what it lacks is called raw; bytes stream. All of
/// it shares one connection pool, one cache and one set of refusals. Opening makes no call.
///
/// @see <a href="https://docs.github.com/rest?apiVersion=2022-11-28">the API, version 2022-11-28</a>
public final class GitHubForge implements Forge {
  private final Api api;
  private final Accounts accounts;
  private final Repositories repositories;
  private final Contributions contributions;
  private final Runs runs;
  private final Releases releases;
  private final Streams streams;
  private final Sending sending;

  private GitHubForge(Host host, Optional<Token> token, Timeouts timeouts, AtomicBoolean answered) {
    Clock clock = Clock.systemUTC();
    var failures = new Failures(clock, token.isPresent());
    var wire = new Wire(host, token, timeouts, "slipway/" + SlipwayVersion.number(), failures, answered);
    this.api = new Api(host, wire);
    this.accounts = new Accounts(api);
    this.repositories = new Repositories(api, new Connector(wire));
    this.contributions = new Contributions(api);
    this.runs = new Runs(api, clock);
    this.releases = new Releases(api);
    this.streams = new Streams(wire);
    this.sending = new Sending(wire);
  }

  /// A forge for a host; without a token it only reads what is public.
  public static Forge open(Host host, Optional<Token> token) {
    return open(host, token, Timeouts.usual());
  }

  /// The same with other patience.
  public static Forge open(Host host, Optional<Token> token, Timeouts timeouts) {
    return new GitHubForge(host, token, timeouts, new AtomicBoolean());
  }

  /// One host as two see it. Once it has answered either, a refused connection is a passing one for both.
  ///
  /// @param signedIn with the token, where there is one
  /// @param anybody  without a token, to see what anybody sees
  public record Views(Forge signedIn, Forge anybody) {}

  /// A forge for a host with a token, and one for the same host without.
  public static Views views(Host host, Optional<Token> token) {
    return views(host, token, Timeouts.usual());
  }

  static Views views(Host host, Optional<Token> token, Timeouts timeouts) {
    var answered = new AtomicBoolean();
    return new Views(
        new GitHubForge(host, token, timeouts, answered), new GitHubForge(host, Optional.empty(), timeouts, answered));
  }

  @Override
  public Host host() {
    return api.host();
  }

  @Override
  public Account account() throws ForgeException {
    return accounts.signedIn();
  }

  @Override
  public Optional<RateLimit> rateLimit() {
    return api.wire().rateLimit();
  }

  @Override
  public Repository repository(RepositoryName repository) throws ForgeException {
    return repositories.repository(repository);
  }

  @Override
  public Optional<byte[]> file(RepositoryName repository, String path, String ref) throws ForgeException {
    return repositories.file(repository, path, ref);
  }

  @Override
  public List<String> folder(RepositoryName repository, String path, String ref) throws ForgeException {
    return repositories.folder(repository, path, ref);
  }

  @Override
  public List<Tag> tags(RepositoryName repository) throws ForgeException {
    return repositories.tags(repository);
  }

  @Override
  public Optional<Commit> commit(RepositoryName repository, String ref) throws ForgeException {
    return repositories.commit(repository, ref);
  }

  @Override
  public Comparison compare(RepositoryName repository, String base, String head) throws ForgeException {
    return repositories.compare(repository, base, head);
  }

  @Override
  public List<Commit> commits(RepositoryName repository, String ref, int most) throws ForgeException {
    return repositories.commits(repository, ref, most);
  }

  @Override
  public void createTag(RepositoryName repository, String tag, String sha) throws ForgeException {
    repositories.createTag(repository, tag, sha);
  }

  @Override
  public void createBranch(RepositoryName repository, String branch, String sha) throws ForgeException {
    contributions.createBranch(repository, branch, sha);
  }

  @Override
  public Optional<String> tagged(RepositoryName repository, String tag) throws ForgeException {
    return contributions.tagged(repository, tag);
  }

  @Override
  public Optional<String> tagMessage(RepositoryName repository, String tag) throws ForgeException {
    return contributions.tagMessage(repository, tag);
  }

  @Override
  public Optional<StoredFile> stored(RepositoryName repository, String path, String ref) throws ForgeException {
    return contributions.stored(repository, path, ref);
  }

  @Override
  public String commit(RepositoryName repository, FileChange change) throws ForgeException {
    return contributions.commit(repository, change);
  }

  @Override
  public PullRequest openPullRequest(RepositoryName repository, String branch, String into, String title, String text)
      throws ForgeException {
    return contributions.openPullRequest(repository, branch, into, title, text);
  }

  @Override
  public List<PullRequest> pullRequests(RepositoryName repository, String sha) throws ForgeException {
    return contributions.pullRequests(repository, sha);
  }

  @Override
  public Optional<Issue> issue(RepositoryName repository, int number) throws ForgeException {
    return contributions.issue(repository, number);
  }

  @Override
  public List<Workflow> workflows(RepositoryName repository) throws ForgeException {
    return repositories.workflows(repository);
  }

  @Override
  public Dispatched dispatch(RepositoryName repository, String workflow, String ref, Map<String, String> inputs)
      throws ForgeException {
    return runs.dispatch(repository, workflow, ref, inputs);
  }

  @Override
  public RunPage runs(RepositoryName repository, RunQuery query) throws ForgeException {
    return runs.page(repository, query);
  }

  @Override
  public WorkflowRun run(RepositoryName repository, long runId) throws ForgeException {
    return runs.run(repository, runId);
  }

  @Override
  public List<Job> jobs(RepositoryName repository, long runId, int attempt) throws ForgeException {
    return runs.jobs(repository, runId, attempt);
  }

  @Override
  public InputStream log(RepositoryName repository, long jobId) throws ForgeException {
    URI uri = api.uri(Repositories.parts(repository, "actions", "jobs", String.valueOf(jobId), "logs"));
    Ask ask = Ask.get("reading the log of job %d of %s".formatted(jobId, repository), uri);
    return new ResumedStream(offset -> streams.open(ask, offset));
  }

  @Override
  public void cancel(RepositoryName repository, long runId) throws ForgeException {
    runs.cancel(repository, runId);
  }

  @Override
  public void rerun(RepositoryName repository, long runId) throws ForgeException {
    runs.rerun(repository, runId);
  }

  @Override
  public void rerunJob(RepositoryName repository, long jobId) throws ForgeException {
    runs.rerunJob(repository, jobId);
  }

  @Override
  public void rerunFailedJobs(RepositoryName repository, long runId) throws ForgeException {
    runs.rerunFailedJobs(repository, runId);
  }

  @Override
  public List<Artifact> artifacts(RepositoryName repository, long runId) throws ForgeException {
    return runs.artifacts(repository, runId);
  }

  @Override
  public Download download(RepositoryName repository, Artifact artifact, long offset) throws ForgeException {
    URI uri = api.uri(Repositories.parts(repository, "actions", "artifacts", String.valueOf(artifact.id()), "zip"));
    return streams.open(Ask.get("downloading the artifact %s of %s".formatted(artifact.name(), repository), uri), offset);
  }

  @Override
  public Download download(RepositoryName repository, Asset asset, long offset) throws ForgeException {
    URI uri = api.uri(Repositories.parts(repository, "releases", "assets", String.valueOf(asset.id())));
    Ask ask = Ask.get("downloading %s of %s".formatted(asset.name(), repository), uri);
    return streams.open(ask.accepting("application/octet-stream"), offset);
  }

  @Override
  public Download openPublicly(Repository repository, String tag, String file) throws ForgeException {
    return streams.openPublicly(Releases.publicAddress(repository, api.host(), tag, file), file);
  }

  @Override
  public List<Release> releases(RepositoryName repository) throws ForgeException {
    return releases.all(repository);
  }

  @Override
  public Release release(RepositoryName repository, long releaseId) throws ForgeException {
    return releases.release(repository, releaseId);
  }

  @Override
  public Optional<Release> published(RepositoryName repository, String tag) throws ForgeException {
    return releases.published(repository, tag);
  }

  @Override
  public Optional<Release> latest(RepositoryName repository) throws ForgeException {
    return releases.latest(repository);
  }

  @Override
  public Release create(RepositoryName repository, NewRelease release) throws ForgeException {
    return releases.create(repository, release);
  }

  @Override
  public Release change(RepositoryName repository, long releaseId, NewRelease release) throws ForgeException {
    return releases.change(repository, releaseId, release);
  }

  @Override
  public void deleteRelease(RepositoryName repository, long releaseId) throws ForgeException {
    releases.delete(repository, releaseId);
  }

  @Override
  public Asset upload(RepositoryName repository, Release release, Upload upload, LongConsumer sent)
      throws ForgeException {
    URI address = releases.uploadAddress(repository, release);
    String query = "?name=" + Api.encoded(upload.name())
        + (upload.label().isEmpty() ? "" : "&label=" + Api.encoded(upload.label()));
    String what = "uploading %s to the release of %s in %s".formatted(upload.name(), release.tag(), repository);
    String type = upload.contentType().isEmpty() ? "application/octet-stream" : upload.contentType();
    var ask = new Ask(what, "POST", URI.create(address + query), Ask.JSON, type, null);
    return releases.uploaded(what, sending.send(ask, upload.file(), sent));
  }

  @Override
  public void deleteAsset(RepositoryName repository, long assetId) throws ForgeException {
    releases.deleteAsset(repository, assetId);
  }

  @Override
  public Asset renameAsset(RepositoryName repository, long assetId, String name) throws ForgeException {
    return releases.renameAsset(repository, assetId, name);
  }

  @Override
  public List<String> attestations(RepositoryName repository, Digest digest) throws ForgeException {
    return releases.attestations(repository, digest);
  }

  @Override
  public Optional<Boolean> immutableReleases(RepositoryName repository) throws ForgeException {
    return releases.immutable(repository, repositories);
  }
}
