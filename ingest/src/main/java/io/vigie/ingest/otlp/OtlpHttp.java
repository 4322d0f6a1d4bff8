package io.vigie.ingest.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.vigie.ingest.intake.ContentCoding;
import io.vigie.ingest.intake.RefusedPushException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// OTLP over HTTP: Protobuf or JSON, compressed or not. Thread-safe.
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
      request = read(type, ContentCoding.read(contentEncoding, body, MAX_BODY_BYTES));
    } catch (RefusedPushException e) {
      return failure(type, e.httpStatus(), Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
    try {
      return reply(type, 200, receiver.take(request));
    } catch (IOException e) {
      LOG.error("metrics sent by OTLP could not be stored: {}", e.getMessage());
      return failure(type, 503, Code.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private static ExportMetricsServiceRequest read(String type, byte[] body)
      throws RefusedPushException {
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
            throw new RefusedPushException(
                415,
                "content type \"" + type + "\" is not known; send " + PROTOBUF + " or " + JSON);
      };
    } catch (InvalidProtocolBufferException e) {
      throw new RefusedPushException(400, "not a request to export metrics: " + e.getMessage());
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
