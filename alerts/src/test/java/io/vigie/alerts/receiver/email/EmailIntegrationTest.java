package io.vigie.alerts.receiver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.config.receiver.EmailConfig;
import io.vigie.alerts.config.receiver.GlobalConfig;
import io.vigie.alerts.config.receiver.IntegrationReader;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.receiver.Notifications;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.alerts.receiver.http.GroupHash;
import io.vigie.config.yaml.YamlFile;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mail as the server gets it.
class EmailIntegrationTest {
  private static final String PLAIN = "require_tls: false, from: me@x, to: 'a@x, B <b@y>'";

  private static Outcome send(FakeSmtpServer server, String settings) {
    return send(server, settings, "");
  }

  private static Outcome send(FakeSmtpServer server, String settings, String globals) {
    YamlFile global = YamlFile.parse("global.yml", Path.of(""), "{" + globals + "}");
    YamlFile file =
        YamlFile.parse(
            "test.yml",
            Path.of(""),
            "{smarthost: '127.0.0.1:" + server.port() + "', hello: me.example, " + settings + "}");
    EmailConfig config =
        (EmailConfig)
            IntegrationReader.readOne("email", file.mapping(), GlobalConfig.read(global.mapping()))
                .orElseThrow();
    MessageTemplates templates = MessageTemplates.standard("http://am", () -> Notifications.NOW);
    return new EmailIntegration(config, templates, () -> Notifications.NOW)
        .notify(Notifications.firing());
  }

  private static MimeMessage received(FakeSmtpServer server) throws Exception {
    byte[] bytes = server.mail.getFirst().getBytes(StandardCharsets.ISO_8859_1);
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }

  @Test
  void theServerGetsEnvelopeHeadersAndBothForms() throws Exception {
    try (FakeSmtpServer server = new FakeSmtpServer("", null, false)) {
      String settings =
          PLAIN + ", text: '{{ .CommonAnnotations.summary }}', headers: {X-Team: ops}";
      assertThat(send(server, settings)).isEqualTo(new Delivered("accepted for 2 addresses"));
      assertThat(server.commands)
          .containsExactly(
              "EHLO me.example",
              "MAIL FROM:<me@x>",
              "RCPT TO:<a@x>",
              "RCPT TO:<b@y>",
              "DATA",
              "QUIT");
      MimeMessage mail = received(server);
      assertThat(mail.getSubject()).isEqualTo("[FIRING:1] Down (critical)");
      assertThat(mail.getHeader("From", ",")).isEqualTo("me@x");
      assertThat(mail.getHeader("To", ",")).isEqualTo("a@x, B <b@y>");
      assertThat(mail.getHeader("X-Team", ",")).isEqualTo("ops");
      assertThat(mail.getHeader("Message-Id", ",")).matches("<.+@.+>");
      assertThat(mail.getHeader("References")).isNull();
      MimeMultipart parts = (MimeMultipart) mail.getContent();
      assertThat(parts.getContentType()).startsWith("multipart/alternative");
      assertThat(parts.getCount()).isEqualTo(2);
      assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
      assertThat(parts.getBodyPart(0).getContent()).isEqualTo("é <b>");
      assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
      assertThat((String) parts.getBodyPart(1).getContent())
          .contains("summary = é &lt;b&gt;")
          .contains("View in Alertmanager");
    }
  }

  @Test
  void messagesAboutAGroupShareAThread() throws Exception {
    try (FakeSmtpServer server = new FakeSmtpServer("", null, false)) {
      send(server, PLAIN + ", threading: {enabled: true, thread_by_date: daily}");
      String group = GroupHash.of(Notifications.firing()).substring(0, 16);
      LocalDate day = LocalDate.ofInstant(Notifications.NOW, ZoneId.systemDefault());
      String root = "<alert-" + group + "-" + day + "@alertmanager>";
      assertThat(received(server).getHeader("References", ",")).isEqualTo(root);
      assertThat(received(server).getHeader("In-Reply-To", ",")).isEqualTo(root);
    }
  }

  @Test
  void noLabelCanAddAHeader() throws Exception {
    try (FakeSmtpServer server = new FakeSmtpServer("", null, false)) {
      send(server, PLAIN + ", headers: {Subject: \"x\\r\\nBcc: evil@z é\"}");
      MimeMessage mail = received(server);
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(mail.getHeader("Subject", ",")).isEqualTo("=?utf-8?q?x=0D=0ABcc:_evil@z_=C3=A9?=");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOGIN PLAIN|auth_password: pw|AUTH PLAIN AG1lAHB3",
        "PLAIN|auth_password: pw, auth_identity: id|AUTH PLAIN aWQAbWUAcHc=",
        "LOGIN|auth_password: pw|cHc=",
        "CRAM-MD5|auth_secret: tanstaaftanstaaf|bWUgYzEwNjlhYzJkZDk2ZDkxYTFlMjRmZGU2YmNlZWM0ZDE=",
      })
  void theServersMechanismIsUsed(String mechanisms, String secret, String expected)
      throws Exception {
    try (FakeSmtpServer server = new FakeSmtpServer(mechanisms, null, false)) {
      assertThat(send(server, PLAIN + ", auth_username: me, " + secret))
          .isInstanceOf(Delivered.class);
      assertThat(server.commands).contains(expected);
    }
  }

  @Test
  void wrongCredentialsAreToldApart() throws Exception {
    try (FakeSmtpServer server = new FakeSmtpServer("PLAIN", null, false)) {
      Outcome outcome = send(server, PLAIN + ", auth_username: me, auth_password: wrong");
      assertThat(((Retry) outcome).failure()).isEqualTo(Failure.AUTH_ERROR);
      assertThat(outcome.toString()).doesNotContain("wrong");
      assertThat(server.mail).isEmpty();
    }
  }

  @Test
  void aServerWithoutStartTlsGetsNothingWhereTlsIsRequired() throws Exception {
    try (FakeSmtpServer server = new FakeSmtpServer("", null, false)) {
      Outcome outcome = send(server, "from: me@x, to: a@x");
      assertThat(outcome).isInstanceOf(Retry.class);
      assertThat(((Retry) outcome).reason()).contains("STARTTLS");
      assertThat(server.commands).noneMatch(command -> command.startsWith("MAIL"));
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void tlsIsSpokenAsTheServerWantsAndCertificatesAreChecked(boolean implicit, @TempDir Path folder)
      throws Exception {
    SSLContext tls = certificate(folder);
    String settings = "from: me@x, to: a@x, force_implicit_tls: " + implicit;
    try (FakeSmtpServer server = new FakeSmtpServer("", tls, implicit)) {
      assertThat(send(server, settings)).isInstanceOf(Retry.class);
      assertThat(server.mail).isEmpty();
      String trusting = settings + ", tls_config: {insecure_skip_verify: true}";
      assertThat(send(server, trusting)).isInstanceOf(Delivered.class);
      assertThat(server.mail).hasSize(1);
      assertThat(server.commands.contains("STARTTLS")).isEqualTo(!implicit);
    }
  }

  @Test
  void aRefusedRecipientIsAFailureThatNamesIt() throws Exception {
    try (FakeSmtpServer server = new FakeSmtpServer("", null, false)) {
      server.refusedRecipient = "b@y";
      Outcome outcome = send(server, PLAIN);
      assertThat(((Retry) outcome).reason()).contains("no such user");
      assertThat(server.mail).isEmpty();
    }
  }

  @Test
  void addressesThatAreNoneAreRefusedBeforeAnyoneIsAsked() throws Exception {
    try (FakeSmtpServer server = new FakeSmtpServer("", null, false)) {
      assertThat(send(server, "require_tls: false, from: 'a@x, b@x', to: c@x"))
          .isEqualTo(new Refused(Failure.OTHER, "must be exactly one 'from' address (got: 2)"));
      assertThat(server.commands).isEmpty();
    }
  }

  private static SSLContext certificate(Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "a",
            "-dname",
            "CN=fake",
            "-storetype",
            "PKCS12",
            "-storepass",
            "secret",
            "-keystore",
            file.toString())
        .redirectErrorStream(true)
        .start()
        .waitFor();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "secret".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
