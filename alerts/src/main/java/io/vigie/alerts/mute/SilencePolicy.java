package io.vigie.alerts.mute;

import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.MappingReader;
import java.time.Duration;

/// What holds for all silences; `vigie.silences`.
///
/// @param maxShare a silence that hides more than this part of the alerts that fire is too broad
/// @param appliesToAlertmanagerApi whether silences that come by Alertmanager's API are refused for
///   that, too
/// @param warnBefore how long before their end people are warned; zero for not at all
/// @param warnReceiver who is told then; empty for nobody: it is in the history all the same
public record SilencePolicy(
    double maxShare, boolean appliesToAlertmanagerApi, Duration warnBefore, String warnReceiver) {
  public static final SilencePolicy DEFAULT =
      new SilencePolicy(0.5, false, Duration.ofMinutes(15), "");

  /// @throws io.vigie.config.yaml.ConfigException if it makes no sense
  public static SilencePolicy read(MappingReader reader) {
    double maxShare = reader.number("max_share", DEFAULT.maxShare);
    SilencePolicy policy =
        new SilencePolicy(
            maxShare,
            reader.has("max_share"),
            reader.duration("warn_before", DEFAULT.warnBefore),
            reader.string("warn_receiver"));
    reader.finish();
    if (!(maxShare > 0 && maxShare <= 1)) {
      throw reader.error(
          "max_share", "max_share: " + maxShare + " is not a part such as 0.5 (above 0, up to 1)");
    }
    if (!policy.warnReceiver.isEmpty() && policy.warnBefore.isZero()) {
      throw reader.error(
          "warn_before",
          "warn_before: nobody is warned "
              + Durations.format(policy.warnBefore)
              + " before the end; leave out warn_receiver, or give a time");
    }
    return policy;
  }
}
