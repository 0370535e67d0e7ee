package dev.slipway.forge.github;

import dev.slipway.forge.ForgeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Sends a file as the body of one request, a few kilobytes at a time, whatever its size.
final class Sending {
  private static final int LARGEST_ANSWER = 1 << 20;

  private final Wire wire;

  Sending(Wire wire) {
    this.wire = wire;
  }

  /// Sends the file.
  ///
  /// @param sent told the bytes sent so far; what it throws stops the sending
  /// @return an answer with a 2xx status
  Answer send(Ask ask, Path file, LongConsumer sent) throws ForgeException {
    long size;
    BodyPublisher bytes;
    try {
      size = Files.size(file);
      bytes = BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw unreadable(ask, file, "it is not there", e);
    } catch (IOException e) {
      throw unreadable(ask, file, String.valueOf(e.getMessage()), e);
    }
    var counted = new Counted(bytes, sent);
    HttpRequest request = wire.request(ask)
        .method("POST", size == 0 ? bytes : BodyPublishers.fromPublisher(counted, size))
        .build();
    var answer = wire.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    HttpResponse<byte[]> response = await(ask, answer, counted, size);
    var whole = new Answer(response.statusCode(), response.headers(), response.body());
    if (!whole.ok()) {
      throw wire.failures().of(ask, whole);
    }
    return whole;
  }

  private static ForgeException unreadable(Ask ask, Path file, String reason, IOException cause) {
    return new ForgeException(
        ForgeException.Kind.REFUSED, 0,
        "%s cannot be read (%s), so %s did not begin. Nothing was changed.".formatted(file, reason, ask.what()),
        java.util.Optional.empty(), cause);
  }

  /// Waits as long as bytes flow; a whole upload may take hours.
  private HttpResponse<byte[]> await(
      Ask ask, CompletableFuture<HttpResponse<byte[]>> answer, Counted counted, long size) throws ForgeException {
    long last = -1;
    long since = System.nanoTime();
    try {
      while (true) {
        try {
          return answer.get(250, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          long now = counted.count.get();
          Duration most = now >= size ? wire.timeouts().stored() : wire.timeouts().stall();
          if (now != last) {
            last = now;
            since = System.nanoTime();
          } else if (System.nanoTime() - since > most.toNanos()) {
            throw wire.failures().of(ask, new HttpTimeoutException("nothing moved for " + most.toSeconds() + " s"));
          }
          counted.sent.accept(now);
        }
      }
    } catch (InterruptedException e) {
      throw Failures.interrupted(ask.what());
    } catch (ExecutionException e) {
      throw wire.failure(ask, e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /// Passes bytes on and counts them.
  private static final class Counted implements Flow.Publisher<ByteBuffer> {
    private final BodyPublisher source;
    private final LongConsumer sent;
    private final AtomicLong count = new AtomicLong();

    Counted(BodyPublisher source, LongConsumer sent) {
      this.source = source;
      this.sent = sent;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      count.set(0); // the client may begin again on a fresh connection
      source.subscribe(new Flow.Subscriber<>() {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
          subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
          long now = count.addAndGet(bytes.remaining());
          subscriber.onNext(bytes);
          sent.accept(now);
        }

        @Override
        public void onError(Throwable failure) {
          subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
          subscriber.onComplete();
        }
      });
    }
  }
}
