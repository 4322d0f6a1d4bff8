package io.vigie.ingest.exposition;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes protobuf messages field by field.
public final class ProtobufMessage {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  private interface Writing {
    void write(CodedOutputStream out) throws IOException;
  }

  private ProtobufMessage write(Writing writing) {
    try {
      writing.write(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ProtobufMessage text(int field, String value) {
    return write(o -> o.writeString(field, value));
  }

  public ProtobufMessage bytes(int field, byte[] value) {
    return write(o -> o.writeByteArray(field, value));
  }

  public ProtobufMessage number(int field, long value) {
    return write(o -> o.writeUInt64(field, value));
  }

  public ProtobufMessage signed(int field, long value) {
    return write(o -> o.writeSInt64(field, value));
  }

  public ProtobufMessage real(int field, double value) {
    return write(o -> o.writeDouble(field, value));
  }

  public ProtobufMessage message(int field, ProtobufMessage value) {
    return bytes(field, value.toBytes());
  }

  public ProtobufMessage label(String name, String value) {
    return message(1, new ProtobufMessage().text(1, name).text(2, value));
  }

  public byte[] toBytes() {
    write(CodedOutputStream::flush);
    return bytes.toByteArray();
  }

  /// The message after its length, as a scrape body holds it.
  public byte[] delimited() {
    byte[] message = toBytes();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      CodedOutputStream length = CodedOutputStream.newInstance(body);
      length.writeUInt32NoTag(message.length);
      length.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    body.writeBytes(message);
    return body.toByteArray();
  }
}
