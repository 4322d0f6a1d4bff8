package io.vigie.server.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which build this is.
///
/// @param version release, for example `0.1.0`
/// @param revision commit, or `unknown` where the build had no repository
/// @param branch branch, or `unknown`
/// @param buildDate when it was built, or `unknown`
/// @param runtime the Java runtime that it runs on
public record BuildInfo(
    String version, String revision, String branch, String buildDate, String runtime) {
  /// The release of Prometheus whose interface is answered. Clients read it to know what they may
  /// ask for.
  public static final String PROMETHEUS_VERSION = "3.14.0";

  private static final String RESOURCE = "/io/vigie/server/build.properties";

  /// What was written into this build.
  public static BuildInfo current() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read from the class path", e);
    }
    return new BuildInfo(
        value(properties, "version"),
        value(properties, "revision"),
        value(properties, "branch"),
        value(properties, "date"),
        "java" + Runtime.version().feature());
  }

  /// A value; what the build did not fill in still has its `${...}`.
  private static String value(Properties properties, String key) {
    String value = properties.getProperty(key, "unknown");
    return value.isBlank() || value.startsWith("${") ? "unknown" : value;
  }
}
