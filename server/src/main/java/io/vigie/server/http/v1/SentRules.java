package io.vigie.server.http.v1;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import java.util.ArrayList;
import java.util.List;

/// Rule files that come with a request.
final class SentRules {
  private SentRules() {}

  /// Of the texts in `rules`, each under its `name`.
  static List<RuleFile> of(ApiRequest request, RuleFileReader reader) {
    List<String> names = request.parameters("name");
    List<RuleFile> files = new ArrayList<>();
    for (String text : request.parameters("rules")) {
      int index = files.size();
      String name = index < names.size() ? names.get(index) : "rules-" + (index + 1) + ".yml";
      try {
        files.add(reader.parse(name, text));
      } catch (ConfigException e) {
        throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
      }
    }
    return files;
  }
}
