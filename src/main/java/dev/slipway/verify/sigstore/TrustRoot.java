package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The keys one Sigstore instance is trusted by: its certificate, log and timestamp authorities.
///
/// @param name   what it is called in reports
/// @param logs   transparency logs of signatures; an instance without any promises none
/// @param ctlogs logs of certificates
/// @param issuers certificate authorities
/// @param clocks timestamp authorities
public record TrustRoot(String name, List<Log> logs, List<Log> ctlogs, List<Authority> issuers, List<Authority> clocks) {

  /// When a key is trusted, both ends included.
  record Period(Instant start, Optional<Instant> end) {
    boolean has(Instant time) {
      return !time.isBefore(start) && end.map(e -> !time.isAfter(e)).orElse(true);
    }
  }

  /// A log and its key.
  record Log(String host, PublicKey key, byte[] id, Period period) {}

  /// An authority and its certificates, the root last.
  record Authority(String uri, List<X509Certificate> chain, Period period) {}

  /// The roots this version was built with: Sigstore's public-good instance and GitHub's own.
  public static List<TrustRoot> shipped() {
    return List.of(resource("Sigstore public good", "trusted-root-public-good.json"), resource("GitHub", "trusted-root-github.json"));
  }

  /// The same, each read when it is first asked for: GitHub's holds dozens of certificates, which a bundle of the other
  /// instance should not have to wait for.
  public static List<Supplier<TrustRoot>> shippedWhenAsked() {
    return List.of(
        () -> resource("Sigstore public good", "trusted-root-public-good.json"), () -> resource("GitHub", "trusted-root-github.json"));
  }

  /// Reads a trusted root in Sigstore's JSON.
  ///
  /// @throws Refused when it is none
  public static TrustRoot read(String name, String json) throws Refused {
    Fields root = Fields.parse(json, Step.TRUST_ROOT);
    if (!root.text("mediaType").startsWith("application/vnd.dev.sigstore.trustedroot")) {
      throw new Refused(Step.TRUST_ROOT, "it is no trusted root");
    }
    return new TrustRoot(
        name, logs(root.objects("tlogs")), logs(root.objects("ctlogs")),
        authorities(root.objects("certificateAuthorities")), authorities(root.objects("timestampAuthorities")));
  }

  /// When its newest key became valid: what is signed later may need a newer root.
  public Instant date() {
    return Stream.of(
            Stream.concat(logs.stream(), ctlogs.stream()).map(log -> log.period().start()),
            Stream.concat(issuers.stream(), clocks.stream()).map(authority -> authority.period().start()))
        .flatMap(starts -> starts)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /// Whether one of its authorities could have issued a certificate, by name.
  boolean mayHaveIssued(X509Certificate leaf) {
    return issuers.stream()
        .flatMap(issuer -> issuer.chain().stream())
        .anyMatch(certificate -> certificate.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()));
  }

  private static TrustRoot resource(String name, String file) {
    try (InputStream in = TrustRoot.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is part of the build");
      }
      return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | Refused e) {
      throw new IllegalStateException(file + " is part of the build", e);
    }
  }

  private static List<Log> logs(List<Fields> items) throws Refused {
    List<Log> logs = new ArrayList<>();
    for (Fields item : items) {
      Fields key = item.object("publicKey");
      byte[] raw = key.base64("rawBytes");
      byte[] der = key.text("keyDetails", "").equals("PKCS1_RSA_PKCS1V5") ? Crypto.wrapPkcs1(raw) : raw;
      String host = Optional.ofNullable(URI.create(item.text("baseUrl")).getHost()).orElse("");
      logs.add(new Log(host, Crypto.key(der, Step.TRUST_ROOT), item.object("logId").base64("keyId"), period(key)));
    }
    return List.copyOf(logs);
  }

  private static List<Authority> authorities(List<Fields> items) throws Refused {
    List<Authority> authorities = new ArrayList<>();
    for (Fields item : items) {
      List<X509Certificate> chain = new ArrayList<>();
      for (Fields certificate : item.object("certChain").objects("certificates")) {
        chain.add(Crypto.certificate(certificate.base64("rawBytes"), Step.TRUST_ROOT));
      }
      if (chain.isEmpty()) {
        throw new Refused(Step.TRUST_ROOT, "an authority has no certificate");
      }
      authorities.add(new Authority(item.text("uri", ""), List.copyOf(chain), period(item)));
    }
    return List.copyOf(authorities);
  }

  private static Period period(Fields item) throws Refused {
    Fields valid = item.object("validFor");
    try {
      return new Period(
          Instant.parse(valid.text("start")),
          valid.has("end") ? Optional.of(Instant.parse(valid.text("end"))) : Optional.empty());
    } catch (DateTimeException e) {
      throw new Refused(Step.TRUST_ROOT, "a time in it cannot be read", e);
    }
  }
}
