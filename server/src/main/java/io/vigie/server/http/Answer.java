package io.vigie.server.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A successful answer of the API: data, and the remarks beside it.
///
/// @param data writes exactly one JSON value; empty for an answer without a body
public record Answer(Optional<JsonBody> data, List<String> warnings, List<String> infos) {
  /// Added when a `limit` left something out.
  public static final String TRUNCATED = "results truncated due to limit";

  /// Done, and nothing to say.
  public static final Answer NOTHING = new Answer(Optional.empty(), List.of(), List.of());

  /// Writes exactly one JSON value.
  @FunctionalInterface
  public interface JsonBody {
    void write(JsonWriter json) throws IOException;
  }

  public Answer {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  public static Answer of(JsonBody data) {
    return new Answer(Optional.of(data), List.of(), List.of());
  }

  /// A list of texts, cut to `limit` with a warning; 0 is no limit.
  public static Answer ofStrings(List<String> values, int limit) {
    if (limit == 0 || values.size() <= limit) {
      return of(json -> json.strings(values));
    }
    return of(json -> json.strings(values.subList(0, limit))).withWarning(TRUNCATED);
  }

  public Answer withWarning(String warning) {
    return new Answer(data, Stream.concat(warnings.stream(), Stream.of(warning)).toList(), infos);
  }
}
