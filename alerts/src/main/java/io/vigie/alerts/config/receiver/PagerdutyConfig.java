package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An entry of `pagerduty_configs`.
///
/// @param details what to say beside the summary: texts (templates), lists and maps of these
/// @param timeout of a request; zero for none of its own
public record PagerdutyConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource serviceKey,
    SecretSource routingKey,
    URI url,
    String client,
    String clientUrl,
    String description,
    Map<String, Object> details,
    List<Image> images,
    List<Link> links,
    String source,
    String severity,
    String eventClass,
    String component,
    String group,
    Duration timeout)
    implements IntegrationConfig {

  public record Link(String href, String text) {}

  public record Image(String src, String alt, String href) {}

  public PagerdutyConfig {
    details = Map.copyOf(details);
    images = List.copyOf(images);
    links = List.copyOf(links);
  }

  static PagerdutyConfig read(MappingReader reader, GlobalConfig global) {
    String client = reader.string("client", "{{ template \"pagerduty.default.client\" . }}");
    PagerdutyConfig config =
        new PagerdutyConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.secret(reader, "service_key"),
            Settings.secret(reader, "routing_key"),
            Settings.url(reader, "url", Optional.of(global.pagerdutyUrl()))
                .orElse(global.pagerdutyUrl()),
            client,
            reader.string("client_url", "{{ template \"pagerduty.default.clientURL\" . }}"),
            reader.string("description", "{{ template \"pagerduty.default.description\" .}}"),
            details(reader),
            reader.list("images", "missing image", PagerdutyConfig::image),
            reader.list("links", "missing link", PagerdutyConfig::link),
            Settings.inherited(reader, "source", client),
            reader.string("severity"),
            reader.string("class"),
            reader.string("component"),
            reader.string("group"),
            Settings.goDuration(reader, "timeout", Duration.ZERO));
    reader.finish();
    if (!config.routingKey.isConfigured() && !config.serviceKey.isConfigured()) {
      throw reader.error("missing service or routing key in PagerDuty config");
    }
    return config;
  }

  private static Map<String, Object> details(MappingReader reader) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("firing", "{{ .Alerts.Firing | toJson }}");
    details.put("resolved", "{{ .Alerts.Resolved | toJson }}");
    details.put("num_firing", "{{ .Alerts.Firing | len }}");
    details.put("num_resolved", "{{ .Alerts.Resolved | len }}");
    details.putAll(Settings.anyMap(reader, "details"));
    return details;
  }

  private static Image image(MappingReader reader) {
    Image image = new Image(reader.string("src"), reader.string("alt"), reader.string("href"));
    reader.finish();
    return image;
  }

  private static Link link(MappingReader reader) {
    Link link = new Link(reader.string("href"), reader.string("text"));
    reader.finish();
    return link;
  }

  @Override
  public String kind() {
    return "pagerduty";
  }
}
