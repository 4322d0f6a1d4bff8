package io.vigie.server.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Sends events to one caller for as long as both want (Server-Sent Events).
@FunctionalInterface
public interface EventStream {
  /// Returns when the stream is over.
  ///
  /// @throws IOException if the caller has gone
  void serve(ApiRequest request, Sink sink) throws IOException, InterruptedException;

  /// Where events go.
  interface Sink {
    /// Begins the stream; without it nothing may be sent.
    void begin() throws IOException;

    /// Sends a text of one line at once.
    void send(String data) throws IOException;

    /// Sends a text of one line at once, as an event with a name.
    void send(String event, String data) throws IOException;

    /// Sends nothing that a reader sees, so that nobody in between takes the connection for dead.
    void keepAlive() throws IOException;

    /// Refuses the stream; browsers do not ask again then.
    void refuse(String reason);
  }

  /// Past the library's own stream, which holds back small writes to compress them.
  record ServletSink(HttpServletResponse response) implements Sink {
    @Override
    public void begin() throws IOException {
      response.setContentType("text/event-stream");
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.setHeader("Cache-Control", "no-cache");
      response.flushBuffer();
    }

    @Override
    public void send(String data) throws IOException {
      write("data: " + data + "\n\n");
    }

    @Override
    public void send(String event, String data) throws IOException {
      write("event: " + event + "\ndata: " + data + "\n\n");
    }

    @Override
    public void keepAlive() throws IOException {
      write(":\n\n");
    }

    private void write(String text) throws IOException {
      ServletOutputStream out = response.getOutputStream();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void refuse(String reason) {
      response.setHeader("X-Reason", reason);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
