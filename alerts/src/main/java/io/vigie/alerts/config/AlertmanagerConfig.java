package io.vigie.alerts.config;

import io.vigie.alerts.config.receiver.GlobalConfig;
import io.vigie.alerts.interval.TimeInterval;
import io.vigie.config.yaml.EffectiveMapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything that `alertmanager.yml` says. Immutable.
///
/// @param receivers in the order written, names unique
/// @param templates files of notification templates, as patterns
/// @param timeIntervals by name
/// @param warnings what is doubtful but taken
/// @param effective the same with defaults filled in and secrets masked, to be shown
public record AlertmanagerConfig(
    GlobalConfig global,
    RouteConfig route,
    List<InhibitRuleConfig> inhibitRules,
    List<ReceiverConfig> receivers,
    List<String> templates,
    Map<String, List<TimeInterval>> timeIntervals,
    List<String> warnings,
    EffectiveMapping effective) {
  public AlertmanagerConfig {
    inhibitRules = List.copyOf(inhibitRules);
    receivers = List.copyOf(receivers);
    templates = List.copyOf(templates);
    timeIntervals = Collections.unmodifiableMap(new LinkedHashMap<>(timeIntervals));
    warnings = List.copyOf(warnings);
  }

  /// This as YAML, secrets masked; reads back to the same.
  public String toYaml() {
    return effective.toYaml();
  }
}
