package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Bcrypt;
import io.vigie.server.http.WebConfigFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That the web configuration could not be reloaded is seen in the metrics.
class WebConfigReloadTest {
  private static final String[] ANN = {
    "Authorization",
    "Basic " + Base64.getEncoder().encodeToString("ann:right".getBytes(StandardCharsets.UTF_8))
  };

  @TempDir Path folder;

  @Test
  void aWebConfigurationThatIsRefusedIsCounted() throws Exception {
    String hash = Password.hash("right").with(BcryptFunction.getInstance(Bcrypt.B, 4)).getResult();
    String right = "basic_auth_users: {ann: '" + hash + "'}\n";
    Path file = Files.writeString(folder.resolve("web.yml"), right);
    try (StartedVigie server = StartedVigie.withWebConfig(folder, WebConfigFile.read(file))) {
      assertThat(metrics(server))
          .contains("vigie_web_config_last_reload_successful 1.0")
          .containsPattern("vigie_web_config_last_reload_success_timestamp_seconds 1\\.[0-9.E]+");
      Files.writeString(file, "basic_auth_user: {}\n");
      assertThat(server.json("POST", "/-/reload", "", ANN).statusCode()).isEqualTo(500);
      assertThat(metrics(server))
          .contains(
              "vigie_web_config_last_reload_successful 0.0",
              "vigie_web_config_reload_failures_total 1.0");
      Files.writeString(file, right);
      assertThat(server.json("POST", "/-/reload", "", ANN).statusCode()).isEqualTo(200);
      assertThat(metrics(server)).contains("vigie_web_config_last_reload_successful 1.0");
    }
  }

  private static String metrics(StartedVigie server) throws Exception {
    return server.json("GET", "/metrics", "", ANN).body();
  }
}
