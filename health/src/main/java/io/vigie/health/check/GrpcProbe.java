package io.vigie.health.check;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.vigie.health.HealthState;
import io.vigie.outbound.grpc.GrpcChannels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Asks the standard health service of gRPC (`grpc.health.v1.Health/Check`). Its two messages have
/// one field each, and are written and read here.
record GrpcProbe(CheckTarget.Grpc target, Duration timeout) implements Probe {
  private static final int SERVING = 1;
  private static final int NOT_SERVING = 2;
  private static final int MAX_ANSWER_BYTES = 1 << 16;

  private static final MethodDescriptor<byte[], byte[]> CHECK =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("grpc.health.v1.Health/Check")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readNBytes(MAX_ANSWER_BYTES);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public Seen look() throws InterruptedException {
    ManagedChannel channel;
    try {
      channel = GrpcChannels.open(target.server(), target.tls());
    } catch (IOException e) {
      return Seen.bad("tls", String.valueOf(e.getMessage()));
    }
    try {
      CallOptions options =
          CallOptions.DEFAULT.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return judge(status(ClientCalls.blockingUnaryCall(channel, CHECK, options, request())));
    } catch (StatusRuntimeException e) {
      return failed(e.getStatus());
    } finally {
      channel.shutdownNow();
      var _ = channel.awaitTermination(1, TimeUnit.SECONDS);
    }
  }

  /// Field 1, the service.
  private byte[] request() {
    byte[] name = target.service().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    if (name.length > 0) {
      message.write(0x0a);
      int length = name.length;
      while (length > 0x7f) {
        message.write((length & 0x7f) | 0x80);
        length >>>= 7;
      }
      message.write(length);
      message.writeBytes(name);
    }
    return message.toByteArray();
  }

  /// Field 1, a number: 0 if it is not there.
  private static int status(byte[] answer) {
    return answer.length >= 2 && answer[0] == 0x08 ? answer[1] : 0;
  }

  private Seen judge(int status) {
    return switch (status) {
      case SERVING -> Seen.well(HealthState.HEALTHY, Map.of("grpcStatus", "SERVING"));
      case NOT_SERVING ->
          Seen.bad("status", "the service says NOT_SERVING", Map.of("grpcStatus", "NOT_SERVING"));
      default ->
          Seen.bad(
              "status",
              "the service does not know how it is",
              Map.of("grpcStatus", Integer.toString(status)));
    };
  }

  private Seen failed(Status status) {
    String reason = target.server() + ": " + status.getCode() + " " + status.getDescription();
    return switch (status.getCode()) {
      case UNIMPLEMENTED ->
          Seen.bad("status", target.server() + " has no grpc.health.v1.Health service");
      case NOT_FOUND ->
          Seen.bad("status", target.server() + " has no service \"" + target.service() + "\"");
      case DEADLINE_EXCEEDED -> Seen.bad("timeout", reason);
      case UNAUTHENTICATED, PERMISSION_DENIED -> Seen.bad("credentials", reason);
      default -> Seen.bad("connect", reason);
    };
  }
}
