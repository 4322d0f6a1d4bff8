package io.vigie.ingest.scrape;

import io.vigie.ingest.scrape.ScrapeFailure.Kind;
import io.vigie.outbound.BodyBuffer;
import java.io.IOException;
import java.io.OutputStream;

/// Reads a target within this process.
///
/// @param maxBytes bound on its body
record InProcessSource(InProcessTarget target, long maxBytes) implements BodySource {
  @Override
  public String fetch(BodyBuffer into) throws ScrapeFailureException {
    try {
      target.write(new BufferStream(into, maxBytes));
      return target.contentType();
    } catch (IOException e) {
      throw new ScrapeFailureException(
          ScrapeFailure.of(Kind.OTHER, String.valueOf(e.getMessage())));
    }
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
