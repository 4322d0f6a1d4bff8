package io.vigie.outbound.aws;

import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Asks a service with the query protocol: a signed form, answered in XML. Thread-safe.
public final class AwsQuery {
  /// The type of such a form.
  public static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final OutboundClient client;
  private final URI endpoint;
  private final SigV4Signer signer;
  private final InstantSource clock;

  public AwsQuery(OutboundClient client, URI endpoint, SigV4Signer signer, InstantSource clock) {
    this.client = client;
    this.endpoint = endpoint.getRawPath().isEmpty() ? endpoint.resolve("/") : endpoint;
    this.signer = signer;
    this.clock = clock;
  }

  /// @param parameters `Action`, `Version` and those of the action
  /// @throws AwsException if the service refuses
  /// @throws IOException if there is no usable answer
  public AwsXml ask(SequencedMap<String, String> parameters, AwsCredentials credentials)
      throws IOException {
    byte[] body = form(parameters);
    OutboundRequest request = OutboundRequest.post(endpoint, FORM, body);
    Map<String, String> headers =
        signer.sign(
            "POST", endpoint, Map.of("Content-Type", FORM), body, credentials, clock.instant());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    OutboundResponse response = client.send(request);
    if (response.status() != 200) {
      throw refusal(parameters.getOrDefault("Action", ""), response);
    }
    return AwsXml.parse(response.body());
  }

  /// A form as these services want it, in UTF-8.
  public static byte[] form(SequencedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private static AwsException refusal(String action, OutboundResponse response) {
    try {
      AwsXml xml = AwsXml.parse(response.body());
      AwsXml error = xml.child("Errors").child("Error");
      AwsXml plain = xml.child("Error");
      String code = error.text("Code").isEmpty() ? plain.text("Code") : error.text("Code");
      String message =
          error.text("Message").isEmpty() ? plain.text("Message") : error.text("Message");
      return new AwsException(
          code, action + ": " + response.statusLine() + ": " + code + ": " + message);
    } catch (IOException _) {
      return new AwsException("", action + ": " + response.statusLine());
    }
  }
}
