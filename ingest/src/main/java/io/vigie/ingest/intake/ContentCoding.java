package io.vigie.ingest.intake;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.xerial.snappy.SnappyFramedInputStream;

/// Undoes what a sender did to make a body smaller: gzip, deflate, zstd, framed snappy. How much
/// comes out is bounded by whoever reads, so that a small body cannot fill the memory.
public final class ContentCoding {
  /// Larger windows than this take memory that no sender of samples needs.
  private static final int MAX_ZSTD_WINDOW_LOG = 23;

  private ContentCoding() {}

  /// The body as it was before.
  ///
  /// @param contentEncoding as in the request; empty means none
  /// @throws RefusedPushException if the coding is not known, or the body does not begin as it says
  /// @throws IOException if the body cannot be read
  public static InputStream open(String contentEncoding, InputStream body)
      throws RefusedPushException, IOException {
    try {
      return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
        case "", "identity" -> body;
        case "gzip", "x-gzip" -> marked("gzip", new GZIPInputStream(body, 16 << 10));
        case "deflate" -> marked("deflate", new InflaterInputStream(body));
        case "zstd" ->
            marked("zstd", new ZstdInputStreamNoFinalizer(body).setLongMax(MAX_ZSTD_WINDOW_LOG));
        case "snappy" -> marked("snappy", snappy(body));
        default ->
            throw new RefusedPushException(
                415,
                "content encoding \""
                    + contentEncoding
                    + "\" is not known; use gzip, zstd, snappy or none");
      };
    } catch (ZipException | EOFException e) {
      throw new RefusedPushException(
          400, "the body is not " + contentEncoding + ": " + e.getMessage());
    }
  }

  /// The library tells that the beginning is wrong as it tells everything.
  private static InputStream snappy(InputStream body) throws IOException {
    try {
      return new SnappyFramedInputStream(body);
    } catch (EOFException e) {
      throw e;
    } catch (IOException e) {
      throw (ZipException) new ZipException(e.getMessage()).initCause(e);
    }
  }

  private static InputStream marked(String coding, InputStream decoded) {
    return new Decoded(coding, decoded);
  }

  /// All of a body as it was before.
  ///
  /// @throws RefusedPushException if it is larger than the bound, or not what its coding says
  /// @throws IOException if it cannot be read
  public static byte[] read(String contentEncoding, InputStream body, int maxBytes)
      throws RefusedPushException, IOException {
    byte[] sent = atMost(body, maxBytes);
    try (InputStream decoded = open(contentEncoding, new ByteArrayInputStream(sent))) {
      return atMost(decoded, maxBytes);
    } catch (MalformedBodyException e) {
      throw new RefusedPushException(400, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] atMost(InputStream body, int maxBytes)
      throws RefusedPushException, IOException {
    byte[] bytes = body.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new RefusedPushException(
          413, "the body is larger than " + maxBytes + " bytes; send smaller batches");
    }
    return bytes;
  }

  /// The body is not what its coding says, which is the sender's fault and not the network's.
  public static final class MalformedBodyException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedBodyException(String coding, IOException cause) {
      super("the body is not " + coding + ": " + cause.getMessage(), cause);
    }
  }

  /// Tells a fault of the coding from one of the network.
  private static final class Decoded extends FilterInputStream {
    private final String coding;

    Decoded(String coding, InputStream decoded) {
      super(decoded);
      this.coding = coding;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        throw new MalformedBodyException(coding, e);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        throw new MalformedBodyException(coding, e);
      }
    }
  }
}
