package io.vigie.tsdb.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The kinds of files, each with the eight letters that it starts with and the version written.
///
/// Every file starts with sixteen bytes: magic (8), version (2, little-endian), zeros (6).
public enum FileKind {
  JOURNAL("VIGIEWAL", 1),
  PART("VIGIEPRT", 2),
  INDEX("VIGIEIDX", 2),
  STORE("VIGIETSD", 1),
  EXEMPLARS("VIGIEEXM", 1);

  /// Length of the header of every file, in bytes.
  public static final int HEADER_BYTES = 16;

  private static final int MAGIC_BYTES = 8;

  private final String magic;
  private final int version;

  FileKind(String magic, int version) {
    this.magic = magic;
    this.version = version;
  }

  /// The first bytes of a new file.
  public byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(magic.getBytes(StandardCharsets.US_ASCII))
        .putShort((short) version)
        .array();
  }

  /// @throws CorruptFileException if this is another kind of file, or one from another release
  public void checkHeader(Path path, byte[] header) throws CorruptFileException {
    if (header.length < HEADER_BYTES) {
      throw new CorruptFileException(
          path, header.length, "the header of " + HEADER_BYTES + " bytes is cut");
    }
    ByteBuffer bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    byte[] found = new byte[MAGIC_BYTES];
    bytes.get(found);
    if (!magic.equals(new String(found, StandardCharsets.ISO_8859_1))) {
      throw new CorruptFileException(path, 0, "it does not start with " + magic);
    }
    int foundVersion = bytes.getShort();
    if (foundVersion < version || foundVersion > version) {
      throw new CorruptFileException(
          path, MAGIC_BYTES, "format version " + foundVersion + ", this release reads " + version);
    }
  }
}
