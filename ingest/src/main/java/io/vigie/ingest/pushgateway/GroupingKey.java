package io.vigie.ingest.pushgateway;

import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Reads the grouping key out of a path: `job/some_job/instance/some_instance`, each value as it is
/// or, after `@base64`, in the Base64 of URLs.
final class GroupingKey {
  private static final String BASE64 = "@base64";

  private GroupingKey() {}

  /// @param path what follows `/metrics/`, percent signs and all
  /// @throws RefusedPushException if that is no grouping key; in Pushgateway's words
  static Labels parse(String path) throws RefusedPushException {
    String[] parts = path.replaceAll("/$", "").split("/", -1);
    String name = parts[0];
    if (!name.equals("job") && !name.equals("job" + BASE64)) {
      throw refused("the path must be /metrics/job/<JOB>{/<LABEL>/<VALUE>}");
    }
    if (parts.length % 2 != 0) {
      throw refused("odd number of components in label string \"/" + path + "\"");
    }
    Labels.Builder labels = Labels.builder();
    for (int i = 2; i < parts.length; i += 2) {
      String label = decoded(parts[i]);
      labels.set(labelName(label), value(label, decoded(parts[i + 1])));
    }
    String job = value(name, decoded(parts[1]));
    if (job.isEmpty()) {
      throw refused("job name is required");
    }
    return labels.set("job", job).build();
  }

  private static String decoded(String part) throws RefusedPushException {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("\"" + part + "\" is not percent-encoded as it should be");
    }
  }

  private static String labelName(String written) throws RefusedPushException {
    String name = withoutSuffix(written);
    if (!MetricNames.isLegacyLabelName(name) || name.startsWith("__")) {
      throw refused("improper label name \"" + name + "\"");
    }
    return name;
  }

  private static String withoutSuffix(String written) {
    return written.endsWith(BASE64)
        ? written.substring(0, written.length() - BASE64.length())
        : written;
  }

  /// The value, without padding or with; a lone `=` is the empty value.
  private static String value(String labelName, String written) throws RefusedPushException {
    if (!labelName.endsWith(BASE64)) {
      return written;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(written.replaceAll("=+$", ""));
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw refused(
          "invalid base64 encoding for label "
              + withoutSuffix(labelName)
              + "=\""
              + written
              + "\": it must be text in UTF-8, in the Base64 of URLs");
    }
  }

  private static RefusedPushException refused(String problem) {
    return new RefusedPushException(400, problem);
  }
}
