package io.vigie.ingest.scrape;

import io.vigie.ingest.scrape.ScrapeFailure.Kind;
import io.vigie.outbound.BodyBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/// Reads a target within this process, whichever is known by the name at that moment.
///
/// @param maxBytes bound on its body
record InProcessSource(Map<String, InProcessTarget> known, String name, long maxBytes)
    implements BodySource {
  @Override
  public String fetch(BodyBuffer into) throws ScrapeFailureException {
    InProcessTarget target = known.get(name);
    if (target == null) {
      throw new ScrapeFailureException(
          ScrapeFailure.of(Kind.OTHER, "there is no built-in target named " + name));
    }
    try {
      target.write(new BufferStream(into, maxBytes));
      return target.contentType();
    } catch (IOException e) {
      throw new ScrapeFailureException(
          ScrapeFailure.of(Kind.OTHER, String.valueOf(e.getMessage())));
    }
  }

  @Override
  public Optional<ScrapeFailure> trouble() {
    return Optional.ofNullable(known.get(name))
        .flatMap(InProcessTarget::trouble)
        .map(message -> ScrapeFailure.of(Kind.OTHER, message));
  }

  private static final class BufferStream extends OutputStream {
    private final BodyBuffer into;
    private final long maxBytes;

    BufferStream(BodyBuffer into, long maxBytes) {
      this.into = into;
      this.maxBytes = maxBytes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (into.size() + (long) length > maxBytes) {
        throw new IOException("body size limit exceeded");
      }
      into.append(bytes, offset, length);
    }
  }
}
