package io.vigie.rules.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Why the values of a label have no bound: each visitor, request or thing of the business brings
/// one of its own. Judged by the name of the label, by what the values look like, and by how many
/// there are. Values that come and go with what is scraped (instances, pods) are not judged.
public enum Unbounded {
  /// About a person, be they many or few.
  EMAIL(3),
  ADDRESS(20),
  UUID(20),
  /// Long numbers, hashes and the like.
  IDENTIFIER(20),
  /// Paths as they were asked for, with numbers and the like in them.
  PATH(20),
  /// Known by its name.
  NAME(50),
  /// Whatever they are.
  MANY(1000);

  private static final Set<String> OF_WHAT_IS_SCRAPED =
      Set.of(
          "__name__",
          "address",
          "container",
          "container_id",
          "exported_instance",
          "host",
          "host_ip",
          "hostname",
          "image_id",
          "instance",
          "internal_ip",
          "job",
          "le",
          "node",
          "nodename",
          "pod",
          "pod_ip",
          "quantile",
          "server",
          "target",
          "uid");

  private static final int LONGEST_LOOKED_AT = 300;
  private static final String UUID_TEXT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /// Numbers of six digits and more, hashes, ULIDs; ports and codes are shorter.
  private static final String IDENTIFIER_TEXT =
      "([A-Za-z]{1,12}[_-])?(\\d{6,}|(?=[a-fA-F]*\\d)[0-9a-fA-F]{16,}|[0-7][0-9A-HJKMNP-TV-Z]{25}|"
          + UUID_TEXT
          + ")";

  private static final Pattern EMAIL_FORM = Pattern.compile("[^@\\s/]+@[^@\\s/]+\\.[A-Za-z]{2,}");
  private static final Pattern ADDRESS_FORM =
      Pattern.compile(
          "\\d{1,3}(\\.\\d{1,3}){3}(:\\d+)?|\\[?([0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}\\]?");
  private static final Pattern TIME_OF_DAY = Pattern.compile("\\d\\d?:\\d\\d(:\\d\\d)?");
  private static final Pattern UUID_FORM = Pattern.compile(UUID_TEXT);
  private static final Pattern IDENTIFIER_FORM = Pattern.compile(IDENTIFIER_TEXT);
  private static final Pattern PATH_FORM =
      Pattern.compile(
          "(https?:/)?/.*/(\\d+|" + IDENTIFIER_TEXT + ")(/.*|\\?.*)?|/[^?]*\\?[^=]+=.*");

  private final int enough;

  /// @param enough with fewer values there is no trouble yet
  Unbounded(int enough) {
    this.enough = enough;
  }

  /// The surest reason, if there is any.
  public static Optional<Unbounded> of(String label, LabelValues values) {
    if (OF_WHAT_IS_SCRAPED.contains(label)) {
      return Optional.empty();
    }
    for (Unbounded reason : values()) {
      if (values.count() >= reason.enough && reason.holds(label, values.some())) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  private boolean holds(String label, List<String> some) {
    return this == NAME
        ? LabelWords.isUnbounded(label)
        : 2 * some.stream().filter(this::hasForm).count() >= some.size();
  }

  private boolean hasForm(String value) {
    return (this == MANY || value.length() <= LONGEST_LOOKED_AT)
        && switch (this) {
          case EMAIL -> EMAIL_FORM.matcher(value).matches();
          case ADDRESS ->
              ADDRESS_FORM.matcher(value).matches() && !TIME_OF_DAY.matcher(value).matches();
          case UUID -> UUID_FORM.matcher(value).matches();
          case IDENTIFIER -> IDENTIFIER_FORM.matcher(value).matches();
          case PATH -> PATH_FORM.matcher(value).matches();
          case NAME -> false;
          case MANY -> true;
        };
  }

  /// How APIs call it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is wrong with a label of a metric, for people.
  public Wording reason(String metric, String label, int values) {
    return switch (this) {
      case EMAIL ->
          Wording.of(
              "unbounded-label.email",
              "%s has a series for each %s, %s of them now, and they are addresses of mail: there is"
                  + " no bound to their number, and they are about persons",
              metric,
              label,
              values);
      case ADDRESS ->
          Wording.of(
              "unbounded-label.address",
              "%s has a series for each %s, %s of them now, and they are addresses: there is no bound"
                  + " to their number, and they may be about persons",
              metric,
              label,
              values);
      case UUID, IDENTIFIER ->
          Wording.of(
              "unbounded-label.identifier",
              "%s has a series for each %s, %s of them now, and they look like identifiers: there is"
                  + " no bound to their number",
              metric,
              label,
              values);
      case PATH ->
          Wording.of(
              "unbounded-label.path",
              "%s has a series for each %s, %s of them now, and they are paths with identifiers in"
                  + " them: the route, such as /users/{id}, has a bound, and they do not",
              metric,
              label,
              values);
      case NAME ->
          Wording.of(
              "unbounded-label.stored",
              "%s has a series for each %s, %s of them now: there is no bound to their number, and"
                  + " they may be about persons",
              metric,
              label,
              values);
      case MANY ->
          Wording.of(
              "unbounded-label.many",
              "%s has a series for each %s, and %s of them now",
              metric,
              label,
              values);
    };
  }

  /// A setting of the job that keeps the label away.
  public static String withoutLabel(String label) {
    return "metric_relabel_configs: [{action: labeldrop, regex: " + label + "}]";
  }

  /// A setting of the server that keeps the others safe from it.
  public static String budget(String metric) {
    return "vigie: {limits: [{match: '{__name__=\"" + metric + "\"}', max_series: 1000}]}";
  }
}
