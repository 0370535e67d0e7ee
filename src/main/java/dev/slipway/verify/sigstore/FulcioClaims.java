package dev.slipway.verify.sigstore;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a certificate of Fulcio says about who signed, and in which build (Fulcio's OID registry).
final class FulcioClaims {
  private static final String ARC = "1.3.6.1.4.1.57264.1.";
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(9, "build signer"), Map.entry(10, "build signer digest"), Map.entry(11, "runner"),
          Map.entry(12, "repository"), Map.entry(13, "commit"), Map.entry(14, "ref"),
          Map.entry(16, "owner"), Map.entry(18, "build config"), Map.entry(20, "trigger"), Map.entry(21, "run"),
          Map.entry(22, "visibility"));

  private static final int REPOSITORY = 5;
  private static final Map<Integer, Integer> NEWER = Map.of(1, 8, 2, 20, 3, 13, REPOSITORY, 12, 6, 14);

  private FulcioClaims() {}

  /// The alternative names of the certificate: addresses and e-mail addresses.
  static List<String> subjects(X509Certificate certificate) {
    List<String> subjects = new ArrayList<>();
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        for (List<?> name : names) {
          if (name.getFirst() instanceof Integer kind && (kind == 6 || kind == 1) && name.get(1) instanceof String text) {
            subjects.add(text);
          }
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return subjects;
  }

  /// Who vouched for the signer; empty when the certificate does not say.
  static String issuer(X509Certificate certificate) {
    String newer = value(certificate, 8);
    return newer.isEmpty() ? value(certificate, 1) : newer;
  }

  /// What it says of the build twice and in two ways: as Fulcio wrote it first (1 to 6), and as it does now (8 to 20); empty when both
  /// agree, or it says it once.
  static Optional<String> twoThings(X509Certificate certificate) {
    for (Map.Entry<Integer, Integer> pair : NEWER.entrySet()) {
      String older = value(certificate, pair.getKey());
      String newer = value(certificate, pair.getValue());
      // A repository was `owner/name` at first, and is an address now.
      String same = pair.getKey() == REPOSITORY ? newer.replaceFirst("^https?://[^/]+/", "") : newer;
      if (!older.isEmpty() && !newer.isEmpty() && !older.equals(same)) {
        return Optional.of("%s and %s".formatted(older, newer));
      }
    }
    return Optional.empty();
  }

  static Map<String, String> of(X509Certificate certificate) {
    Map<String, String> claims = new LinkedHashMap<>();
    put(claims, "issuer", issuer(certificate));
    for (int id : new int[] {12, 13, 14, 16, 18, 9, 10, 11, 20, 21, 22}) {
      put(claims, String.valueOf(NAMES.get(id)), value(certificate, id));
    }
    return claims;
  }

  private static void put(Map<String, String> claims, String name, String value) {
    if (!value.isEmpty()) {
      claims.put(name, value);
    }
  }

  private static String value(X509Certificate certificate, int id) {
    byte[] extension = certificate.getExtensionValue(ARC + id);
    if (extension == null) {
      return "";
    }
    byte[] inner = Der.parse(extension).value();
    if (inner.length > 1 && inner[0] == Der.UTF8) {
      try {
        return new String(Der.parse(inner).is(Der.UTF8).value(), StandardCharsets.UTF_8);
      } catch (Der.Malformed e) {
        return new String(inner, StandardCharsets.UTF_8);
      }
    }
    return new String(inner, StandardCharsets.UTF_8);
  }
}
