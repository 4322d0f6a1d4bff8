package io.vigie.alerts.receiver.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A mail server that keeps what it is told. Understands as much SMTP as a client needs, with
/// STARTTLS if it has a certificate.
final class FakeSmtpServer implements AutoCloseable {
  private final ServerSocket server;
  private final String mechanisms;
  private final @Nullable SSLContext tls;
  private final boolean implicitTls;
  final List<String> commands = new CopyOnWriteArrayList<>();
  final List<String> mail = new CopyOnWriteArrayList<>();
  volatile String refusedRecipient = "";

  /// @param mechanisms after `AUTH`; none if empty
  FakeSmtpServer(String mechanisms, @Nullable SSLContext tls, boolean implicitTls)
      throws IOException {
    this.mechanisms = mechanisms;
    this.tls = tls;
    this.implicitTls = implicitTls;
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        serve(implicitTls ? secured(socket) : socket, implicitTls);
      } catch (IOException | UncheckedIOException closed) {
        // The client gave up, or the test is over.
        continue;
      }
    }
  }

  private SSLSocket secured(Socket socket) throws IOException {
    SSLContext context = java.util.Objects.requireNonNull(tls);
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
    secured.setUseClientMode(false);
    return secured;
  }

  private void serve(Socket socket, boolean secure) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    if (!secure || implicitTls) {
      say(socket, "220 fake ESMTP");
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(line);
      if (line.equals("STARTTLS")) {
        say(socket, "220 go ahead");
        SSLSocket secured = secured(socket);
        serve(secured, true);
        return;
      }
      if (line.startsWith("AUTH ")) {
        authenticate(line, in, socket);
      } else if (line.equals("DATA")) {
        say(socket, "354 go ahead");
        readMail(in);
        say(socket, "250 accepted");
      } else if (line.equals("QUIT")) {
        say(socket, "221 bye");
        return;
      } else {
        say(socket, answer(line, secure));
      }
    }
  }

  private String answer(String line, boolean secure) {
    if (line.startsWith("EHLO")) {
      String startTls = tls != null && !secure ? "250-STARTTLS\r\n" : "";
      String auth = mechanisms.isEmpty() ? "" : "250-AUTH " + mechanisms + "\r\n";
      return "250-fake\r\n" + startTls + auth + "250 8BITMIME";
    }
    boolean refused = !refusedRecipient.isEmpty() && line.contains(refusedRecipient);
    return refused ? "550 no such user" : "250 ok";
  }

  private void authenticate(String line, BufferedReader in, Socket socket) throws IOException {
    String[] words = line.split(" ");
    if (words[1].equals("LOGIN") && words.length == 2) {
      ask(socket, in, "Username:");
      ask(socket, in, "Password:");
    } else if (words[1].equals("LOGIN")) {
      ask(socket, in, "Password:");
    } else if (words[1].equals("CRAM-MD5")) {
      ask(socket, in, "<1896.697170952@fake>");
    } else if (words.length == 2) {
      say(socket, "334 ");
      commands.add(String.valueOf(in.readLine()));
    }
    boolean wrong = commands.stream().anyMatch(c -> c.endsWith(base64("\0me\0wrong")));
    say(socket, wrong ? "535 authentication failed" : "235 welcome");
  }

  private void ask(Socket socket, BufferedReader in, String challenge) throws IOException {
    say(socket, "334 " + base64(challenge));
    commands.add(String.valueOf(in.readLine()));
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  private void readMail(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      text.append(line).append("\r\n");
    }
    mail.add(text.toString());
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
