package io.vigie.alerts.message;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import io.vigie.config.yaml.YamlValues;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Free-form settings whose texts are templates. A text that turns out to be a number, a truth
/// value, a list or a map becomes one, so that `{{ .Alerts.Firing | toJson }}` is sent as what it
/// says.
public final class TemplatedValues {
  private TemplatedValues() {}

  /// @throws io.vigie.template.TemplateException if a template fails
  public static Object expand(Object value, Message message) {
    return switch (value) {
      case String template -> typed(message.text(template));
      case List<?> list -> list.stream().map(item -> expand(item, message)).toList();
      case Map<?, ?> map -> {
        Map<String, Object> expanded = new LinkedHashMap<>();
        map.forEach(
            (key, item) -> expanded.put(message.text(String.valueOf(key)), expand(item, message)));
        yield expanded;
      }
      default -> value;
    };
  }

  private static Object typed(String text) {
    try {
      String document = "value:\n  " + text.replace("\n", "\n  ");
      Optional<YamlNode> node =
          YamlFile.parse("text", Path.of(""), document).mapping().raw("value");
      Object value = node.map(YamlValues::of).orElse(Optional.empty());
      return value instanceof String ? text : value;
    } catch (ConfigException notYaml) {
      return text;
    }
  }
}
