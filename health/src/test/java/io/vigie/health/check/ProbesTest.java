package io.vigie.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.health.HealthState;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.HostAndPort;
import io.vigie.outbound.postgresql.PostgresAddress;
import io.vigie.outbound.redis.RedisAddress;
import io.vigie.testkit.ExternalProgram;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.TestCertificates;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each way of looking, at something that answers and at something that does not.
class ProbesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();

  private static HostAndPort local(int port) {
    return new HostAndPort("127.0.0.1", port);
  }

  private static void assertBad(Probe.Seen seen, String phase, String message) {
    assertThat(seen.state()).isEqualTo(HealthState.UNHEALTHY);
    assertThat(seen.phase()).as(seen.message()).isEqualTo(phase);
    assertThat(seen.message()).contains(message);
  }

  @Test
  void tlsIsWellAsLongAsTheCertificateIsTrustedAndGoodForAWhile() throws Exception {
    TestCertificates certificates = TestCertificates.create(folder, "server", "ip:127.0.0.1");
    clock.advance(Duration.between(clock.instant(), Instant.now()));
    try (SSLServerSocket server =
        (SSLServerSocket)
            certificates
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> shakeHands(server));
      TlsConfig trusting =
          new TlsConfig(
              SecretSource.inline(certificates.certificatePem()),
              SecretSource.none(),
              SecretSource.none(),
              "",
              false,
              Optional.empty(),
              Optional.empty());
      HostAndPort address = local(server.getLocalPort());

      Probe.Seen well = tls(address, trusting, Duration.ofHours(1));
      assertThat(well.state()).as(well.message()).isEqualTo(HealthState.HEALTHY);
      assertThat(well.details()).containsEntry("subject", "CN=server");
      assertThat(well.certificateExpiry().orElseThrow())
          .isBetween(
              Instant.now().plus(Duration.ofHours(47)), Instant.now().plus(Duration.ofHours(49)));

      Probe.Seen soon = tls(address, trusting, Duration.ofDays(14));
      assertThat(soon.state()).isEqualTo(HealthState.DEGRADED);
      assertThat(soon.phase()).isEqualTo("certificate");
      assertThat(soon.message()).startsWith("the certificate expires in 1 days");

      assertBad(tls(address, TlsConfig.DEFAULT, Duration.ZERO), "tls", "127.0.0.1");
    }
    int closed = ExternalProgram.freePort();
    assertBad(tls(local(closed), TlsConfig.DEFAULT, Duration.ZERO), "connect", ":" + closed);
  }

  private Probe.Seen tls(HostAndPort address, TlsConfig config, Duration warnBefore) {
    return new TlsProbe(new CheckTarget.Tls(address, config, warnBefore), TIMEOUT, clock).look();
  }

  private static void shakeHands(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getInputStream().read();
      } catch (IOException e) {
        // the next
      }
    }
  }

  @Test
  void aNameIsWellIfItHasARecordThatIsExpected() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerNames(server));
      HostAndPort address = local(server.getLocalPort());

      Probe.Seen well = dns("app.example.org", address, "^192\\.0\\.2\\.");
      assertThat(well.state()).as(well.message()).isEqualTo(HealthState.HEALTHY);
      assertThat(well.details()).containsEntry("records", "192.0.2.7");
      assertBad(dns("app.example.org", address, "^10\\."), "answer", "no record matches ^10\\.");
      assertBad(
          dns("absent.example.org", address, ""), "resolve", "there is no name absent.example.org");
    }
  }

  private static Probe.Seen dns(String name, HostAndPort server, String expect) {
    return new DnsProbe(new CheckTarget.Dns(name, "A", Optional.of(server), expect), TIMEOUT)
        .look();
  }

  /// Knows `app`, and nothing else.
  private static void answerNames(DatagramSocket server) {
    byte[] buffer = new byte[512];
    try {
      while (true) {
        DatagramPacket question = new DatagramPacket(buffer, buffer.length);
        server.receive(question);
        String text = new String(buffer, 0, question.getLength(), StandardCharsets.ISO_8859_1);
        boolean known = text.contains("\u0003app");
        int end = text.indexOf('\0', 12) + 5;
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(buffer, 0, 2);
        answer.writeBytes(new byte[] {(byte) 0x85, (byte) (known ? 0x80 : 0x83)});
        answer.writeBytes(new byte[] {0, 1, 0, (byte) (known ? 1 : 0), 0, 0, 0, 0});
        answer.write(buffer, 12, end - 12);
        if (known) {
          answer.writeBytes(new byte[] {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4});
          answer.writeBytes(new byte[] {(byte) 192, 0, 2, 7});
        }
        byte[] bytes = answer.toByteArray();
        server.send(new DatagramPacket(bytes, bytes.length, question.getSocketAddress()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  @Test
  void grpcIsAsWellAsItsHealthServiceSays() throws Exception {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(healthService())
            .build()
            .start();
    try {
      HostAndPort address = local(server.getPort());
      assertThat(grpc(address, "").state()).isEqualTo(HealthState.HEALTHY);
      assertBad(grpc(address, "orders"), "status", "NOT_SERVING");
      assertBad(grpc(address, "absent"), "status", "has no service \"absent\"");
    } finally {
      server.shutdownNow();
      server.awaitTermination();
    }
    assertBad(grpc(local(ExternalProgram.freePort()), ""), "connect", "UNAVAILABLE");
  }

  private static Probe.Seen grpc(HostAndPort address, String service) throws Exception {
    return new GrpcProbe(new CheckTarget.Grpc(address, service, Optional.empty()), TIMEOUT).look();
  }

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  /// The server is well, `orders` is not, and there is nothing else.
  private static ServerServiceDefinition healthService() {
    MethodDescriptor<byte[], byte[]> check =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("grpc.health.v1.Health/Check")
            .setRequestMarshaller(BYTES)
            .setResponseMarshaller(BYTES)
            .build();
    return ServerServiceDefinition.builder("grpc.health.v1.Health")
        .addMethod(
            check,
            ServerCalls.asyncUnaryCall((request, responses) -> {
              String service =
                  request.length == 0
                      ? ""
                      : new String(request, 2, request.length - 2, StandardCharsets.UTF_8);
              if (service.equals("absent")) {
                responses.onError(Status.NOT_FOUND.asRuntimeException());
                return;
              }
              responses.onNext(new byte[] {0x08, (byte) (service.isEmpty() ? 1 : 2)});
              responses.onCompleted();
            }))
        .build();
  }

  @Test
  void aDatabaseIsWellIfItAnswersTheQuery() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      assertThat(postgres(server.getPort(), "select 1").state()).isEqualTo(HealthState.HEALTHY);
      assertBad(postgres(server.getPort(), "select x"), "query", "column \"x\" does not exist");
      assertBad(
          postgres(server.getPort(), "create table t (i int)"), "query", "read-only transaction");
    }
    assertBad(postgres(ExternalProgram.freePort(), "select 1"), "connect", "PostgreSQL 127.0.0.1");
  }

  private static Probe.Seen postgres(int port, String query) {
    PostgresAddress address =
        new PostgresAddress(
            "127.0.0.1",
            port,
            "postgres",
            "postgres",
            SecretSource.inline("hunter2"),
            "disable",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new PostgresProbe(
            new CheckTarget.Postgres(address, query, Optional.empty()), TIMEOUT, Ticker.system())
        .look();
  }

  @Test
  void redisIsWellIfItAnswersPong() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> answerRedis(server, "+PONG\r\n", "-NOAUTH who?\r\n", "+HI\r\n"));
      RedisAddress address =
          new RedisAddress(local(server.getLocalPort()), "", SecretSource.none(), Optional.empty());
      RedisProbe probe = new RedisProbe(new CheckTarget.Redis(address), TIMEOUT);

      assertThat(probe.look().state()).isEqualTo(HealthState.HEALTHY);
      assertBad(probe.look(), "credentials", "NOAUTH who?");
      assertBad(probe.look(), "answer", "not answered with PONG");
      server.close();
      assertBad(probe.look(), "connect", "Redis 127.0.0.1");
    }
  }

  private static void answerRedis(ServerSocket server, String... answers) {
    try {
      for (String answer : answers) {
        try (Socket client = server.accept()) {
          client.getInputStream().readNBytes("*1\r\n$4\r\nPING\r\n".length());
          client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  @Test
  void anEchoIsAskedForWithTheSystemsPing() throws Exception {
    assumeTrue(ExternalProgram.isInstalled("ping"), "skipped: ping is not installed");
    Probe.Seen seen = new IcmpProbe(new CheckTarget.Icmp("127.0.0.1"), TIMEOUT).look();
    if (seen.phase().equals("permission")) {
      assertThat(seen.message()).contains("may not send ICMP");
    } else {
      assertThat(seen.state()).as(seen.message()).isEqualTo(HealthState.HEALTHY);
    }
  }

  @Test
  void withoutAProgramThatMaySendIcmpTheErrorSaysWhatToDo() throws Exception {
    Probe.Seen seen =
        new IcmpProbe(new CheckTarget.Icmp("127.0.0.1"), TIMEOUT, "no-such-ping").look();
    assertBad(seen, "permission", "install iputils-ping, or check a port with tcp");
  }
}
