package io.vigie.ingest.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// OTLP over HTTP: Protobuf or JSON, gzip or not. Thread-safe.
public final class OtlpHttp {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpHttp.class);
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int MAX_BODY_BYTES = 32 << 20;

  private final OtlpReceiver receiver;

  public OtlpHttp(OtlpReceiver receiver) {
    this.receiver = receiver;
  }

  /// What a sender is told, in the form in which it spoke.
  public static final class Reply {
    private final int httpStatus;
    private final String contentType;
    private final byte[] body;

    private Reply(int httpStatus, String contentType, byte[] body) {
      this.httpStatus = httpStatus;
      this.contentType = contentType;
      this.body = body;
    }

    public int httpStatus() {
      return httpStatus;
    }

    public String contentType() {
      return contentType;
    }

    /// Do not change.
    public byte[] body() {
      return body;
    }
  }

  /// A request that must not be sent again.
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final int httpStatus;

    RefusedException(int httpStatus, String message) {
      super(message);
      this.httpStatus = httpStatus;
    }
  }

  /// Takes one request.
  ///
  /// @param contentType as in the request
  /// @param contentEncoding as in the request; empty means none
  /// @throws IOException if the body cannot be read to its end
  public Reply receive(String contentType, String contentEncoding, InputStream body)
      throws IOException {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    ExportMetricsServiceRequest request;
    try {
      request = read(type, decoded(contentEncoding, body));
    } catch (RefusedException e) {
      return failure(type, e.httpStatus, Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
    try {
      return reply(type, 200, receiver.take(request));
    } catch (IOException e) {
      LOG.error("metrics sent by OTLP could not be stored: {}", e.getMessage());
      return failure(type, 503, Code.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] decoded(String contentEncoding, InputStream body)
      throws RefusedException, IOException {
    byte[] sent = atMost(body);
    return switch (contentEncoding.toLowerCase(Locale.ROOT)) {
      case "", "identity" -> sent;
      case "gzip" -> {
        try {
          yield atMost(new GZIPInputStream(new ByteArrayInputStream(sent)));
        } catch (ZipException | java.io.EOFException e) {
          throw new RefusedException(400, "the body is not gzip: " + e.getMessage());
        }
      }
      default ->
          throw new RefusedException(
              415, "content encoding \"" + contentEncoding + "\" is not known; use gzip");
    };
  }

  private static byte[] atMost(InputStream body) throws RefusedException, IOException {
    byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw new RefusedException(
          413, "the body is larger than " + MAX_BODY_BYTES + " bytes; send smaller batches");
    }
    return bytes;
  }

  private static ExportMetricsServiceRequest read(String type, byte[] body)
      throws RefusedException {
    try {
      return switch (type) {
        case PROTOBUF -> ExportMetricsServiceRequest.parseFrom(body);
        case JSON -> {
          ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
          JsonFormat.parser()
              .ignoringUnknownFields()
              .merge(new String(body, StandardCharsets.UTF_8), request);
          yield JsonTraceIds.restored(request.build());
        }
        default ->
            throw new RefusedException(
                415,
                "content type \"" + type + "\" is not known; send " + PROTOBUF + " or " + JSON);
      };
    } catch (InvalidProtocolBufferException e) {
      throw new RefusedException(400, "not a request to export metrics: " + e.getMessage());
    }
  }

  private static Reply failure(String type, int httpStatus, Code code, String message) {
    return reply(
        type,
        httpStatus,
        Status.newBuilder().setCode(code.getNumber()).setMessage(message).build());
  }

  private static Reply reply(String type, int httpStatus, Message message) {
    if (!type.equals(JSON)) {
      return new Reply(httpStatus, PROTOBUF, message.toByteArray());
    }
    try {
      String text = JsonFormat.printer().omittingInsignificantWhitespace().print(message);
      return new Reply(httpStatus, JSON, text.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an answer has no unknown parts", e);
    }
  }
}
