package dev.slipway.rehearsal;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.forge.Host;
import dev.slipway.forge.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// An embedded GitHub on the loopback interface.
///
/// It serves both sample repositories over GitHub's REST API on a random port, bytes and public downloads on a
/// second one. A client needs its [#host()] and its [#token()]; without the token it may read what is public.
/// Nothing leaves this computer, and everything is gone when it closes.
///
/// Dispatching a workflow or making a tag starts a run that goes on in real time, at the [Pace] given. What a run
/// is asked to do comes from the workflow file at its commit; what it builds are real executables.
public final class Rehearsal implements AutoCloseable {
  private final Project project;
  private final Hub hub;
  private final Limits limits;
  private final Shelf shelf;
  private final BlobServer blobs;
  private final ApiServer api;
  private final Actions actions;
  private final Addresses addresses;
  private volatile String token;

  private Rehearsal(
      Project project,
      Hub hub,
      Limits limits,
      Shelf shelf,
      BlobServer blobs,
      ApiServer api,
      Actions actions,
      Addresses addresses,
      String token) {
    this.project = project;
    this.hub = hub;
    this.limits = limits;
    this.shelf = shelf;
    this.blobs = blobs;
    this.api = api;
    this.actions = actions;
    this.addresses = addresses;
    this.token = token;
  }

  /// Starts for people: nothing goes wrong yet.
  public static Rehearsal start(Project project) throws IOException {
    return start(project, Fault.NONE, Pace.PEOPLE);
  }

  /// Starts with a fault and a pace.
  public static Rehearsal start(Project project, Fault fault, Pace pace) throws IOException {
    return start(project, fault, pace, ExchangeListener.NONE);
  }

  /// Starts with somebody who is told of every call.
  ///
  /// @param project the repository it is about; the other one is served as well
  public static Rehearsal start(Project project, Fault fault, Pace pace, ExchangeListener listener)
      throws IOException {
    Shelf shelf = Shelf.open();
    HttpServer server = ApiServer.bind();
    String token = newToken();
    List<HostedRepository> repositories = new ArrayList<>();
    for (Project one : Project.values()) {
      repositories.add(SampleRepository.open(one));
    }
    Hub hub = new Hub(repositories, shelf, pace, fault);
    BlobServer blobs = BlobServer.start(pace.link(), () -> hub.fault() == Fault.DROPPED_CONNECTION);
    Addresses addresses = new Addresses(ApiServer.base(server), blobs.base());
    Limits limits = new Limits(pace.limit());
    Actions actions = new Actions(hub);
    PeopleJson people = new PeopleJson(addresses);
    RepositoryJson repositoryJson = new RepositoryJson(addresses, people);
    ReleaseJson releaseJson = new ReleaseJson(addresses, people);
    AssetRoutes assets = new AssetRoutes(hub, addresses, releaseJson, blobs);
    Routes routes = new Routes();
    new AccountRoutes(limits, people).addTo(routes);
    new ContributionRoutes(hub, addresses, new ContributionJson(addresses, people, repositoryJson), new HistoryJson(addresses, people))
        .addTo(routes);
    new RepositoryRoutes(hub, addresses, repositoryJson, new HistoryJson(addresses, people), actions::tagPushed)
        .addTo(routes);
    assets.addTo(routes);
    new ReleaseRoutes(hub, addresses, releaseJson, actions::tagPushed).addTo(routes);
    new RunRoutes(hub, addresses, new RunJson(hub, addresses, people, repositoryJson), blobs).addTo(routes);
    new RunOrderRoutes(hub, addresses, actions).addTo(routes);
    blobs.publicAssets(assets::publicBytes);
    for (HostedRepository repository : repositories) {
      SampleReleases.publish(repository, hub);
      SampleRuns.end(repository, hub);
    }
    Map<String, String> byId =
        repositories.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    one -> Long.toString(one.project().id()), one -> one.project().repository().toString()));
    ApiServer api = ApiServer.start(server, hub, token, limits, routes, byId, listener);
    Rehearsal rehearsal = new Rehearsal(project, hub, limits, shelf, blobs, api, actions, addresses, token);
    rehearsal.misbehave(fault);
    return rehearsal;
  }

  /// The project it is about.
  public Project project() {
    return project;
  }

  /// The repository it is about.
  public RepositoryName repository() {
    return project.repository();
  }

  /// How a client finds it.
  public Host host() {
    return new Host(Host.Kind.REHEARSAL, addresses.api(), addresses.web());
  }

  /// The base URL of the API, without a slash at the end.
  public URI api() {
    return addresses.api();
  }

  /// The token of an account that may do everything.
  public String token() {
    return token;
  }

  /// What goes wrong at the moment.
  public Fault fault() {
    return hub.fault();
  }

  /// Changes what goes wrong. See [Fault] for from when on a fault works.
  public void misbehave(Fault fault) {
    hub.fault(fault);
    if (fault == Fault.RATE_LIMIT) {
      limits.runOut();
    } else {
      limits.behave();
    }
  }

  /// Makes every release that is published from now on immutable, as a repository's setting does on GitHub.
  public void makeReleasesImmutable() {
    hub.changing(() -> hub.repository(project).immutableReleases(true));
  }

  /// Signs from now on what the workflows attest, with keys that were made for this rehearsal and go with it.
  ///
  /// @return its trust root, as Sigstore writes them: for sessions of this rehearsal, and for nothing else
  public String attest() throws IOException {
    AttestationAuthority authority = new AttestationAuthority();
    hub.attesting(new Attesting(authority, addresses));
    return authority.trustedRoot();
  }

  /// Another person at work on the repository.
  public SomebodyElse somebodyElse() {
    return new SomebodyElse(hub, project, actions);
  }

  /// Puts something between the API and its clients.
  public void interfere(Interference interference) {
    hub.interference(interference);
  }

  /// Lets the token expire.
  ///
  /// @return the one that is accepted from now on
  public String renewToken() {
    token = newToken();
    api.accept(token);
    return token;
  }

  /// Lets every artifact and every log expire.
  public void expireArtifacts() {
    hub.kept(Duration.ofDays(-1));
  }

  /// Whether storage delivers only the first half of every file, and calls that the whole.
  public void cutDownloads(boolean now) {
    blobs.cut(now);
  }

  /// Whether a web page comes in place of every file, as from a network that wants people to sign in.
  public void answerWithPages(boolean now) {
    blobs.pages(now);
  }

  /// Whether storage stops in the middle of every file; what stands still breaks off when this is taken back.
  public void holdDownloads(boolean now) {
    blobs.hold(now);
  }

  /// Lets the public addresses of releases lead to other files than their names say, as `tag/file`; the API does not know.
  public void leadPublicAddresses(UnaryOperator<String> elsewhere) {
    blobs.lead(elsewhere);
  }

  /// How many bytes storage has sent so far.
  public long bytesDelivered() {
    return blobs.delivered();
  }

  private static String newToken() {
    return "rehearsal_" + UUID.randomUUID().toString().replace("-", "");
  }

  /// The tag of the release that is shown as the latest; empty while there is none.
  public String latest() {
    List<String> tags = new ArrayList<>();
    hub.changing(() -> hub.repository(project).latest().ifPresent(release -> tags.add(release.tag)));
    return tags.isEmpty() ? "" : tags.getFirst();
  }

  /// What anybody can see: the tags of published releases, oldest first, each with the names of its complete assets.
  public List<PublicRelease> publicReleases() {
    List<PublicRelease> found = new ArrayList<>();
    hub.changing(
        () -> {
          for (ReleaseState release : hub.repository(project).releases()) {
            if (!release.draft) {
              List<String> names =
                  release.assets.stream().filter(asset -> asset.complete).map(asset -> asset.name).sorted().toList();
              found.add(new PublicRelease(release.tag, release.notes, names));
            }
          }
        });
    return List.copyOf(found);
  }

  /// A published release, seen from outside.
  ///
  /// @param tag    its tag
  /// @param notes  its notes
  /// @param assets the names of its complete assets, sorted
  public record PublicRelease(String tag, String notes, List<String> assets) {}

  /// The folder its files lie in, for the test that it goes away.
  Path folder() {
    return shelf.folder();
  }

  /// Stops answering, ends all runs and deletes every file.
  @Override
  public void close() {
    api.close();
    blobs.close();
    actions.close();
    shelf.close();
  }
}
