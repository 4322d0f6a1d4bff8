package io.vigie.ingest.collect.cloudwatch;

import com.google.re2j.Pattern;
import java.util.Locale;

/// Names as cloudwatch_exporter makes them, which dashboards and rules of the field look for.
final class CloudWatchNames {
  private static final Pattern WORD_BOUNDARY = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern INVALID = Pattern.compile("[^a-zA-Z0-9_]");
  private static final Pattern UNDERSCORES = Pattern.compile("__+");

  private CloudWatchNames() {}

  /// `AWS/ECS`, `CPUUtilization`, `Average` becomes `aws_ecs_cpuutilization_average`.
  static String metric(String namespace, Statistic statistic) {
    return safe(
        namespace.toLowerCase(Locale.ROOT)
            + "_"
            + snakeCase(statistic.metric())
            + "_"
            + suffix(statistic.statistic()));
  }

  private static String suffix(String statistic) {
    return statistic.equals("SampleCount") ? "sample_count" : snakeCase(statistic);
  }

  /// `ClusterName` becomes `cluster_name`.
  static String label(String dimension) {
    return safe(snakeCase(dimension));
  }

  private static String snakeCase(String text) {
    return WORD_BOUNDARY.matcher(text).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String safe(String text) {
    String name = UNDERSCORES.matcher(INVALID.matcher(text).replaceAll("_")).replaceAll("_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }
}
