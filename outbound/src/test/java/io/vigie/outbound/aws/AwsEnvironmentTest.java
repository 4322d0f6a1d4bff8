package io.vigie.outbound.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.Secret;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsEnvironmentTest {
  private WireMockServer metadata;
  private OutboundClients clients;

  @BeforeEach
  void open() {
    metadata = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    metadata.start();
    clients = new OutboundClients("Vigie/test");
  }

  @AfterEach
  void close() {
    clients.close();
    metadata.stop();
  }

  @Test
  void variablesComeFirst() throws Exception {
    AwsEnvironment environment =
        environment(
            Map.of(
                "AWS_REGION", "eu-west-3",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_SESSION_TOKEN", "t"));
    assertThat(environment.region()).isEqualTo("eu-west-3");
    assertThat(environment.credentials(""))
        .isEqualTo(AwsCredentials.lasting("a", Secret.of("s"), Secret.of("t")));
  }

  @Test
  void profilesAreSectionsOfTheCredentialsFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("credentials");
    Files.writeString(
        file,
        """
        [default]
        aws_access_key_id = d
        aws_secret_access_key = ds
        [other]
        # comment
        aws_access_key_id=o
        aws_secret_access_key=os
        """);
    AwsEnvironment environment =
        environment(Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString()));
    assertThat(environment.credentials("").accessKey()).isEqualTo("d");
    assertThat(environment.credentials("other").accessKey()).isEqualTo("o");
    assertThatThrownBy(() -> environment.credentials("third"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("profile third is not in " + file);
  }

  @Test
  void aMachineInTheCloudAsksItsMetadataService() throws Exception {
    String keys = "/latest/meta-data/iam/security-credentials/";
    metadata.stubFor(put("/latest/api/token").willReturn(aResponse().withBody("tok")));
    says("/latest/meta-data/placement/region", "us-west-2");
    says(keys, "the-role");
    says(
        keys + "the-role",
        """
        {"AccessKeyId": "a", "SecretAccessKey": "s", "Token": "t",
         "Expiration": "2026-01-01T06:00:00Z"}
        """);
    AwsEnvironment environment = environment(Map.of("HOME", "/nonexistent"));
    assertThat(environment.region()).isEqualTo("us-west-2");
    assertThat(environment.credentials(""))
        .isEqualTo(
            new AwsCredentials(
                "a", Secret.of("s"), Secret.of("t"), Instant.parse("2026-01-01T06:00:00Z")));
  }

  @Test
  void elsewhereItSaysWhatToConfigure() {
    metadata.stop();
    assertThatThrownBy(() -> environment(Map.of()).region())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("give region");
  }

  private void says(String path, String text) {
    metadata.stubFor(
        get(path)
            .withHeader("X-aws-ec2-metadata-token", equalTo("tok"))
            .willReturn(aResponse().withBody(text)));
  }

  private AwsEnvironment environment(Map<String, String> variables) {
    URI uri = URI.create("http://127.0.0.1:" + (metadata.isRunning() ? metadata.port() : 1));
    return new AwsEnvironment(clients.open(HttpClientConfig.DEFAULT), variables, uri);
  }
}
