package io.vigie.ingest.collect.json;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.CollectorSource;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// A page that answers with JSON.
///
/// @param statuses whose answers are read; empty for 200 to 299, and 503, with which health
///   endpoints say what is wrong
/// @param metrics what is read; empty for what a health endpoint says
public record JsonSource(
    URI url, List<Integer> statuses, List<JsonMetric> metrics, HttpClientConfig client)
    implements CollectorSource {
  /// The key that it is configured under.
  public static final String KIND = "json_metrics";

  public JsonSource {
    statuses = List.copyOf(statuses);
    metrics = List.copyOf(metrics);
  }

  /// Reads and finishes the mapping.
  public static JsonSource read(MappingReader reader) {
    URI url = reader.uri("url").orElseThrow(() -> reader.error(reader.path() + ": url is missing"));
    if (!Set.of("http", "https").contains(String.valueOf(url.getScheme()))
        || url.getHost() == null) {
      throw reader.error("url", "url: write http://host/… or https://host/…");
    }
    List<Integer> statuses =
        reader.strings("statuses").stream().map(text -> status(reader, text)).toList();
    List<JsonMetric> metrics = reader.list("metrics", "empty or null metric", JsonMetric::read);
    JsonSource source = new JsonSource(url, statuses, metrics, HttpClientReader.readAll(reader));
    reader.finish();
    return source;
  }

  private static int status(MappingReader reader, String text) {
    if (!text.matches("[1-5][0-9][0-9]")) {
      throw reader.error("statuses", "statuses: \"" + text + "\" is no status of HTTP");
    }
    return Integer.parseInt(text);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String usualJob() {
    return "json";
  }

  @Override
  public String usualInstance() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  @Override
  public Collector open(Surroundings surroundings) {
    return new JsonCollector(this, surroundings.clients().open(client), surroundings.timeout());
  }
}
