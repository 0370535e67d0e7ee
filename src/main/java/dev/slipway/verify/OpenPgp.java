package dev.slipway.verify;

import dev.slipway.verify.OpenPgpKeys.Candidate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// OpenPGP signatures, detached and around a text, held against the keys somebody gave to trust.
final class OpenPgp {
  private final OpenPgpKeys keys;

  /// @param keys armoured public keys
  OpenPgp(List<String> keys) {
    this.keys = new OpenPgpKeys(keys);
  }

  /// Something that can be signed.
  interface Content {
    /// Hands all of it to a signature, and says whether its lines end as those of a text may.
    boolean feed(PGPSignature signature) throws IOException;
  }

  /// Judges a detached signature of a file.
  ///
  /// @param name  what the signature is called
  /// @param bytes the signature, armoured or not
  SignatureAnswer detached(String name, byte[] bytes, Path file) {
    return judge(name, bytes, signature -> {
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        return feed(in, signature);
      }
    });
  }

  /// Judges the signature around a text (RFC 9580, section 7).
  ///
  /// @param text what was signed: lines ended by CRLF but for the last, without blanks at their ends
  SignatureAnswer around(String name, byte[] text, byte[] armor) {
    return judge(name, armor, signature -> feed(new ByteArrayInputStream(text), signature));
  }

  private SignatureAnswer judge(String name, byte[] bytes, Content content) {
    try {
      List<SignatureAnswer> answers = new ArrayList<>();
      for (PGPSignature signature : OpenPgpSignatures.read(bytes)) {
        answers.add(judge(name, signature, content));
      }
      SignatureAnswer best = best(answers);
      return best instanceof SignatureAnswer.Open && keys.any()
          ? new SignatureAnswer.Broken("%s was made by none of the OpenPGP keys that were given.".formatted(name), best.evidence())
          : best;
    } catch (IOException | PGPException | RuntimeException e) {
      return new SignatureAnswer.Broken("%s cannot be read as OpenPGP: %s.".formatted(name, e.getMessage()), List.of());
    }
  }

  /// One that does not hold with a key that is trusted outweighs all; then one that holds counts.
  private static SignatureAnswer best(List<SignatureAnswer> answers) {
    return answers.stream().filter(SignatureAnswer.Broken.class::isInstance).findFirst()
        .or(() -> answers.stream().filter(SignatureAnswer.Holds.class::isInstance).findFirst())
        .orElseGet(answers::getFirst);
  }

  private SignatureAnswer judge(String name, PGPSignature signature, Content content) throws IOException, PGPException {
    String id = String.format(Locale.ROOT, "%016X", signature.getKeyID());
    SignatureAnswer answer =
        new SignatureAnswer.Open(
            "%s was made by OpenPGP key %s, and no such key was given to trust.".formatted(name, id),
            List.of(new Evidence("key id", id)));
    for (Candidate candidate : keys.madeBy(signature)) {
      List<Evidence> evidence =
          List.of(
              new Evidence("fingerprint", candidate.fingerprint()),
              new Evidence("signed at", signature.getCreationTime().toInstant().toString()));
      Optional<String> against = OpenPgpPolicy.against(candidate, signature, Instant.now());
      if (against.isEmpty() && !signs(candidate.key(), signature, content)) {
        against = Optional.of("it does not sign this file");
      }
      if (against.isEmpty()) {
        return new SignatureAnswer.Holds("Signed with OpenPGP key %s.".formatted(candidate.fingerprint()), evidence);
      }
      answer = new SignatureAnswer.Broken("%s does not hold: %s.".formatted(name, against.get()), evidence);
    }
    return answer;
  }

  private static boolean signs(PGPPublicKey key, PGPSignature signature, Content content) throws IOException, PGPException {
    signature.init(new BcPGPContentVerifierBuilderProvider(), key);
    return content.feed(signature) && signature.verify();
  }

  /// Feeds a file; a signature of a text is made over its lines ended by CRLF, whether CRLF or LF ends them in the file. Bouncy Castle
  /// takes a CR alone for the end of a line too, and no other program does: a line could be hidden behind a comment so.
  private static boolean feed(InputStream in, PGPSignature signature) throws IOException {
    boolean text = signature.getSignatureType() == PGPSignature.CANONICAL_TEXT_DOCUMENT;
    byte[] buffer = new byte[1 << 16];
    byte last = 0;
    boolean alone = false;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (!text) {
        signature.update(buffer, 0, n);
        continue;
      }
      int from = 0;
      for (int i = 0; i < n; i++) {
        alone |= last == '\r' && buffer[i] != '\n';
        if (buffer[i] == '\n' && last != '\r') {
          signature.update(buffer, from, i - from);
          signature.update((byte) '\r');
          from = i;
        }
        last = buffer[i];
      }
      signature.update(buffer, from, n - from);
    }
    return !alone && last != '\r';
  }
}
