package io.vigie.outbound.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.config.http.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The requests and signatures of Amazon's published test suite for signature version 4.
class SigV4SignerTest {
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
  private static final URI ROOT = URI.create("https://example.amazonaws.com/");

  private final SigV4Signer signer = new SigV4Signer("us-east-1", "service");

  @Test
  void signsAPlainRequest() {
    assertThat(sign("GET", ROOT, Map.of(), "", Secret.NONE))
        .containsEntry("X-Amz-Date", "20150830T123600Z")
        .containsEntry(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date,"
                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
        .doesNotContainKey("X-Amz-Security-Token");
  }

  @Test
  void signsAForm() {
    Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
    assertThat(sign("POST", ROOT, headers, "Param1=value1", Secret.NONE).get("Authorization"))
        .contains("SignedHeaders=content-type;host;x-amz-date")
        .endsWith("Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
  }

  @Test
  void signsATokenOfTemporaryKeys() {
    assertThat(sign("GET", ROOT, Map.of(), "", Secret.of("token")))
        .containsEntry("X-Amz-Security-Token", "token")
        .extractingByKey("Authorization")
        .asString()
        .contains("SignedHeaders=host;x-amz-date;x-amz-security-token");
  }

  private Map<String, String> sign(
      String method, URI uri, Map<String, String> headers, String body, Secret token) {
    AwsCredentials credentials =
        AwsCredentials.lasting(
            "AKIDEXAMPLE", Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), token);
    return signer.sign(
        method, uri, headers, body.getBytes(StandardCharsets.UTF_8), credentials, NOW);
  }
}
