package io.vigie.server.cli;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.template.time.TimeLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that all commands share that ask an Alertmanager API, named as amtool's. What is not
/// given comes from amtool's own configuration files, if there are any.
final class AlertmanagerOptions {
  private static final String DEFAULT_URL = "http://127.0.0.1:9090";
  private static final String DEFAULT_DATE = "2006-01-02 15:04:05 MST";
  private static final String DEFAULT_TIMEOUT = "30s";

  @Option(
      names = "--alertmanager.url",
      paramLabel = "URL",
      description = "The server that is asked; default: " + DEFAULT_URL + ".")
  private @Nullable String url;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "simple, extended or json; default: simple.")
  private @Nullable String output;

  @Option(
      names = "--http.config.file",
      paramLabel = "FILE",
      description = "How to connect: TLS, credentials, proxy.")
  private @Nullable Path httpConfigFile;

  @Option(
      names = "--date.format",
      paramLabel = "LAYOUT",
      description = "How times are shown, as Go writes it; default: " + DEFAULT_DATE + ".")
  private @Nullable String dateFormat;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long to wait for each answer; default: " + DEFAULT_TIMEOUT + ".")
  private @Nullable String timeout;

  private @Nullable Map<String, String> defaults;

  /// Forms of output.
  enum Form {
    SIMPLE,
    EXTENDED,
    JSON
  }

  Form form() throws IOException {
    String word = output == null ? setting("output", "simple") : output;
    return switch (word) {
      case "simple" -> Form.SIMPLE;
      case "extended" -> Form.EXTENDED;
      case "json" -> Form.JSON;
      default -> throw new UsageException("-o " + word + ": there are simple, extended and json");
    };
  }

  AlertmanagerClient open() throws IOException {
    String server = url == null ? setting("alertmanager.url", DEFAULT_URL) : url;
    String configured = setting("http.config.file", "");
    Path file = httpConfigFile;
    if (file == null && !configured.isEmpty()) {
      file = Path.of(configured);
    }
    HttpClientConfig http =
        file == null
            ? HttpClientConfig.DEFAULT
            : HttpClientReader.readAll(YamlFile.read(file).mapping());
    return new AlertmanagerClient(server, http, timeout());
  }

  private Duration timeout() throws IOException {
    String text = timeout == null ? setting("timeout", DEFAULT_TIMEOUT) : timeout;
    try {
      Duration duration = Durations.parse(text);
      if (duration.isPositive()) {
        return duration;
      }
      throw new IllegalArgumentException("it must be positive");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--timeout " + text + ": " + e.getMessage());
    }
  }

  /// A time of the API, as people want to read it.
  String date(String time) {
    if (time.isEmpty()) {
      return "";
    }
    ZonedDateTime at = OffsetDateTime.parse(time).atZoneSameInstant(ZoneOffset.UTC);
    return TimeLayout.format(at, dateLayout());
  }

  private String dateLayout() {
    try {
      return dateFormat == null ? setting("date.format", DEFAULT_DATE) : dateFormat;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A setting of amtool's configuration files.
  String setting(String name, String otherwise) throws IOException {
    if (defaults == null) {
      defaults = readDefaults();
    }
    return defaults.getOrDefault(name, otherwise);
  }

  private static Map<String, String> readDefaults() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    String home = System.getProperty("user.home", "");
    for (Path file :
        List.of(Path.of("/etc/amtool/config.yml"), Path.of(home, ".config/amtool/config.yml"))) {
      if (Files.isReadable(file)) {
        MappingReader reader = YamlFile.read(file).mapping();
        reader.keys().forEach(key -> settings.put(key, reader.string(key)));
      }
    }
    return settings;
  }
}
