package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.Account;
import dev.slipway.forge.Release;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.ReleasePolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a tag says about its release.
class SubjectTest {

  @ParameterizedTest(name = "{0} is {1}, unstable: {2}")
  @CsvSource({
      "v1.2.3, 1.2.3, false",
      "1.2.3, 1.2.3, false",
      "v1.2.3-rc.1, 1.2.3-rc.1, true",
      "v1.2.3+build-5, 1.2.3+build-5, false",
      "v1.2.3-rc.1+build.7, 1.2.3-rc.1+build.7, true",
      "meshc-v1.2.3, 1.2.3, false",
      "cli/v1.2.3, 1.2.3, false",
      "cli@2.0.0-beta.1, 2.0.0-beta.1, true",
      "nightly-build, nightly-build, false"})
  void aTagCarriesAVersion(String tag, String version, boolean unstable) {
    Subject subject = subject(tag);
    assertThat(subject.version()).contains(version);
    assertThat(subject.unstable()).isEqualTo(unstable);
  }

  /// Two packages are released from one repository, each at its own pace.
  @Test
  void theReleaseBeforeIsOfTheSameProduct() {
    Subject cli = subject("cli/v1.3.0", "lib/v9.0.1", "cli/v1.2.0", "lib/v9.0.0");
    assertThat(cli.previous()).map(Release::tag).contains("cli/v1.2.0");
    assertThat(cli.newest()).as("newer than every cli there is").isTrue();
    assertThat(subject("cli/v1.1.9", "lib/v9.0.1", "cli/v1.2.0").newest()).isFalse();
    assertThat(subject("lib/v9.1.0", "cli/v1.2.0").previous()).isEmpty();
    assertThat(subject("v2.0.0", "1.9.0").previous()).as("with and without the v").map(Release::tag).contains("1.9.0");
    assertThat(subject("v2.0.0", "first").previous()).as("a name without a version may be anything").map(Release::tag).contains("first");
  }

  private static Subject subject(String tag, String... released) {
    List<Release> releases =
        Stream.of(released)
            .map(its -> new Release(
                its.hashCode(), its, its, "", false, false, false, "main", Instant.EPOCH, Optional.of(Instant.EPOCH), List.of(),
                URI.create("https://github.com/x/y")))
            .toList();
    return new Subject(
        new Place.Folder(Path.of(".")), Optional.empty(), Account.anonymous(), Optional.of(tag), "", Optional.empty(), Optional.empty(),
        releases, Optional.empty(), new PolicyFile(ReleasePolicy.defaults(), List.of()));
  }
}
