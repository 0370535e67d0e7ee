package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Der.Malformed;
import dev.slipway.verify.sigstore.Refused.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Verifies Sigstore bundles, versions 0.1 to 0.3, against trust roots, without any network.
///
/// The order of the checks is that of Sigstore's client specification; the first that fails is reported.
public final class BundleVerifier {
  private final List<Supplier<TrustRoot>> roots;
  private final Map<Integer, TrustRoot> read = new ConcurrentHashMap<>();

  /// Verifies against these roots; the first that accepts a bundle counts.
  public BundleVerifier(List<TrustRoot> roots) {
    this.roots = roots.stream().<Supplier<TrustRoot>>map(root -> () -> root).toList();
  }

  private BundleVerifier(Stream<Supplier<TrustRoot>> roots) {
    this.roots = roots.toList();
  }

  /// Verifies against these roots and then the shipped ones, which are read only when a bundle comes to them.
  public static BundleVerifier withShipped(List<TrustRoot> newer) {
    return new BundleVerifier(
        Stream.concat(newer.stream().<Supplier<TrustRoot>>map(root -> () -> root), TrustRoot.shippedWhenAsked().stream()));
  }

  /// Verifies that somebody signed the artifact, and that it is who was expected.
  ///
  /// @param json the bundle
  /// @throws Refused with the step that failed
  public Accepted verify(String json, Artifact artifact, Expectation expectation) throws Refused {
    try {
      Fields bundle = Fields.parse(json, Step.BUNDLE);
      int version = version(bundle.text("mediaType"));
      Fields material = bundle.object("verificationMaterial");
      oneOf(bundle, "messageSignature", "dsseEnvelope");
      oneOf(material, "publicKey", "certificate", "x509CertificateChain");
      Optional<X509Certificate> leaf = leaf(material, expectation);
      Refused first = null;
      for (int i = 0; i < roots.size(); i++) {
        TrustRoot root = root(i);
        // Names of issuers may be the same, so there may be several.
        if (leaf.isEmpty() || root.mayHaveIssued(leaf.get())) {
          try {
            return verify(bundle, version, material, leaf, root, artifact, expectation);
          } catch (Refused e) {
            first = first == null ? newerThan(root, leaf, e) : first;
          }
        }
      }
      if (first != null) {
        throw first;
      }
      if (roots.isEmpty()) {
        throw new Refused(Step.TRUST_ROOT, "there is no trust root");
      }
      return issuedByNobodyKnown(bundle, version, material, leaf, artifact, expectation);
    } catch (Malformed e) {
      throw new Refused(Step.BUNDLE, "a part of it cannot be read: " + e.getMessage(), e);
    }
  }

  private Accepted verify(
      Fields bundle, int version, Fields material, Optional<X509Certificate> leaf, TrustRoot root, Artifact artifact,
      Expectation expectation)
      throws Refused {
    PublicKey key = key(leaf, expectation);
    Optional<Statement> statement = Optional.empty();
    Signed signed;
    if (bundle.has("messageSignature")) {
      signed = message(bundle.object("messageSignature"), leaf, key, artifact);
    } else if (bundle.has("dsseEnvelope")) {
      signed = envelope(bundle.object("dsseEnvelope"), leaf, key);
      statement = Optional.of(Statement.read(new String(signed.payload(), StandardCharsets.UTF_8)));
      if (statement.get().names(artifact).isEmpty()) {
        throw new Refused(Step.SUBJECT, "the attestation is about other files than this one");
      }
    } else {
      throw new Refused(Step.BUNDLE, "it holds no signature");
    }
    List<Instant> times = new ArrayList<>();
    if (material.has("timestampVerificationData")) {
      for (Fields stamp : material.object("timestampVerificationData").objects("rfc3161Timestamps")) {
        times.add(Timestamps.verify(stamp.base64("signedTimestamp"), signed.signature(), root));
      }
    }
    Optional<Long> index = LogInclusion.logged(material, version, signed, root, times);
    if (leaf.isPresent()) {
      SigningCertificate.holds(leaf.get(), root, times);
      SigningCertificate.isOf(leaf.get(), expectation);
    }
    return new Accepted(
        root.name(),
        leaf.map(FulcioClaims::subjects).orElse(List.of()),
        leaf.map(FulcioClaims::of).orElse(Map.of()),
        times, index, statement);
  }

  /// What holds two of what it may hold one of is read differently by everyone.
  private static void oneOf(Fields fields, String... keys) throws Refused {
    List<String> there = Stream.of(keys).filter(fields::has).toList();
    if (there.size() > 1) {
      throw new Refused(Step.BUNDLE, "it holds both %s and %s".formatted(there.get(0), there.get(1)));
    }
  }

  private static int version(String mediaType) throws Refused {
    return switch (mediaType) {
      case "application/vnd.dev.sigstore.bundle+json;version=0.1" -> 1;
      case "application/vnd.dev.sigstore.bundle+json;version=0.2" -> 2;
      case "application/vnd.dev.sigstore.bundle+json;version=0.3", "application/vnd.dev.sigstore.bundle.v0.3+json" -> 3;
      default -> throw new Refused(Step.BUNDLE, "bundles of version " + mediaType + " are not supported");
    };
  }

  private static Optional<X509Certificate> leaf(Fields material, Expectation expectation) throws Refused {
    boolean keyExpected = expectation instanceof Expectation.Key;
    if (material.has("publicKey")) {
      if (!keyExpected) {
        throw new Refused(Step.IDENTITY, "it is signed with a key of the signer's own, and no key was given");
      }
      return Optional.empty();
    }
    List<Fields> chain =
        material.has("certificate")
            ? List.of(material.object("certificate"))
            : material.object("x509CertificateChain").objects("certificates");
    if (chain.isEmpty()) {
      throw new Refused(Step.BUNDLE, "it carries no certificate");
    }
    if (keyExpected) {
      throw new Refused(Step.IDENTITY, "it is signed with a certificate, and a key was expected");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (Fields certificate : chain) {
      certificates.add(Crypto.certificate(certificate.base64("rawBytes"), Step.BUNDLE));
    }
    for (X509Certificate above : certificates.subList(1, certificates.size())) {
      if (above.getSubjectX500Principal().equals(above.getIssuerX500Principal())) {
        throw new Refused(Step.BUNDLE, "it brings its own root certificate, as only bundles from before version 0.1 did");
      }
    }
    return Optional.of(certificates.getFirst());
  }

  private TrustRoot root(int index) {
    return read.computeIfAbsent(index, i -> roots.get(i).get());
  }

  /// Finds the step that fails first, by the first root; none can hold, for none knows the issuer.
  private Accepted issuedByNobodyKnown(
      Fields bundle, int version, Fields material, Optional<X509Certificate> leaf, Artifact artifact, Expectation expectation)
      throws Refused {
    try {
      verify(bundle, version, material, leaf, root(0), artifact, expectation);
    } catch (Refused e) {
      throw newerThan(root(0), leaf, e);
    }
    throw new Refused(Step.CERTIFICATE, "no trust root knows who issued its certificate");
  }

  private static Refused newerThan(TrustRoot root, Optional<X509Certificate> leaf, Refused refused) {
    boolean newer = leaf.isPresent() && leaf.get().getNotBefore().toInstant().isAfter(root.date());
    boolean couldHelp = refused.step() == Step.CERTIFICATE || refused.step() == Step.LOG || refused.step() == Step.TIMESTAMP || refused.step() == Step.CERTIFICATE_LOG;
    return newer && couldHelp && !root.mayHaveIssued(leaf.get())
        ? new Refused(
            refused.step(),
            "%s; it was signed after the newest key in the trust root %s (%s), so a newer root may know its signer"
                .formatted(refused.reason(), root.name(), root.date()),
            refused)
        : refused;
  }

  private static PublicKey key(Optional<X509Certificate> leaf, Expectation expectation) throws Refused {
    if (leaf.isPresent()) {
      return leaf.get().getPublicKey();
    }
    if (expectation instanceof Expectation.Key(PublicKey key)) {
      return key;
    }
    throw new Refused(Step.IDENTITY, "no key was given");
  }

  private static Signed message(Fields message, Optional<X509Certificate> leaf, PublicKey key, Artifact artifact)
      throws Refused {
    byte[] signature = message.base64("signature");
    String algorithm = "SHA-256";
    if (message.has("messageDigest")) {
      Fields stated = message.object("messageDigest");
      algorithm = LogEntry.hash(stated.text("algorithm"));
      if (!MessageDigest.isEqual(digest(artifact, algorithm), stated.base64("digest"))) {
        throw new Refused(Step.SUBJECT, "it was made for another file than this one");
      }
    }
    byte[] digest = digest(artifact, algorithm);
    if (!Crypto.verifiesFile(key, signature, digest, artifact)) {
      throw new Refused(Step.SIGNATURE, "it does not sign this file");
    }
    return new Signed(signature, leaf, key, digest, new byte[0], new byte[0]);
  }

  private static byte[] digest(Artifact artifact, String algorithm) throws Refused {
    return artifact
        .digest(algorithm)
        .orElseThrow(() -> new Refused(Step.SUBJECT, "the %s of the file is not known".formatted(algorithm)));
  }

  private static Signed envelope(Fields envelope, Optional<X509Certificate> leaf, PublicKey key) throws Refused {
    byte[] payload = envelope.base64("payload");
    String type = envelope.text("payloadType");
    List<Fields> signatures = envelope.objects("signatures");
    if (signatures.size() != 1) {
      throw new Refused(Step.SIGNATURE, "it has not exactly one signature");
    }
    byte[] signature = signatures.getFirst().base64("sig");
    byte[] encoded = preAuthentication(type, payload);
    if (!Crypto.verifies(key, signature, encoded)) {
      throw new Refused(Step.SIGNATURE, "it does not sign this attestation");
    }
    if (!type.equals("application/vnd.in-toto+json")) {
      throw new Refused(Step.SUBJECT, "it signs something that is no attestation");
    }
    return new Signed(signature, leaf, key, new byte[0], encoded, payload);
  }

  /// What is signed of a DSSE envelope (PAE of the DSSE protocol, version 1).
  private static byte[] preAuthentication(String type, byte[] payload) {
    byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(typeBytes);
    out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
