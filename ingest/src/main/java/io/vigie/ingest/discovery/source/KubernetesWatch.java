package io.vigie.ingest.discovery.source;

import io.vigie.outbound.OutboundStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the objects of one kind and namespace up to date: lists them, then follows the changes,
/// and lists again when the server has forgotten what came in between. Runs in a thread of its own.
final class KubernetesWatch {
  /// What the owner wants to hear.
  interface Owner {
    /// Objects changed; the first time when all were listed.
    void changed(KubernetesWatch watch);

    void failed(IOException e);

    void succeeded();
  }

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final String PAGE_SIZE = "500";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final KubernetesApi api;
  private final KubernetesResource resource;
  private final String namespace;
  private final List<Map.Entry<String, String>> selectors;
  private final KubernetesObjects objects;
  private final Owner owner;
  private final DiscoveryThread thread = new DiscoveryThread("discovery-kubernetes-watch");

  /// Where to go on watching; empty means list first. Only the watch's thread looks at it.
  private String resourceVersion = "";

  /// @param selectors query parameters that restrict what is listed
  KubernetesWatch(
      KubernetesApi api,
      KubernetesResource resource,
      String namespace,
      List<Map.Entry<String, String>> selectors,
      KubernetesObjects objects,
      Owner owner) {
    this.api = api;
    this.resource = resource;
    this.namespace = namespace;
    this.selectors = List.copyOf(selectors);
    this.objects = objects;
    this.owner = owner;
  }

  void start() {
    thread.start(() -> {
      Backoff backoff = new Backoff(LONGEST_PAUSE);
      while (!thread.isClosed()) {
        try {
          if (resourceVersion.isEmpty()) {
            list();
          }
          owner.succeeded();
          follow();
          backoff.reset();
        } catch (IOException e) {
          if (!thread.isClosed()) {
            owner.failed(e);
          }
          thread.pause(backoff.afterFailure());
        }
      }
    });
  }

  private void list() throws IOException {
    List<JsonNode> listed = new ArrayList<>();
    String next = "";
    String version;
    do {
      List<Map.Entry<String, String>> parameters = new ArrayList<>(selectors);
      parameters.add(Map.entry("limit", PAGE_SIZE));
      if (!next.isEmpty()) {
        parameters.add(Map.entry("continue", next));
      }
      JsonNode page = api.list(resource.path(namespace), parameters);
      page.path("items").forEach(listed::add);
      next = page.path("metadata").path("continue").asString("");
      version = page.path("metadata").path("resourceVersion").asString("");
    } while (!next.isEmpty());
    objects.replace(resource, namespace, listed);
    resourceVersion = version.isEmpty() ? "0" : version;
    owner.changed(this);
  }

  private void follow() throws IOException {
    List<Map.Entry<String, String>> parameters = new ArrayList<>(selectors);
    parameters.add(Map.entry("watch", "1"));
    parameters.add(Map.entry("allowWatchBookmarks", "true"));
    parameters.add(Map.entry("timeoutSeconds", KubernetesApi.watchSeconds()));
    parameters.add(Map.entry("resourceVersion", resourceVersion));
    try (OutboundStream stream = api.watch(resource.path(namespace), parameters);
        MappingIterator<JsonNode> events =
            MAPPER.readerFor(JsonNode.class).readValues(stream.body())) {
      while (!resourceVersion.isEmpty() && events.hasNextValue()) {
        take(events.nextValue());
      }
    } catch (JacksonException e) {
      throw new IOException("a watch of " + resource + " broke off: " + e.getOriginalMessage(), e);
    }
  }

  private void take(JsonNode event) {
    JsonNode object = event.path("object");
    switch (event.path("type").asString("")) {
      case "ADDED", "MODIFIED" -> {
        objects.put(resource, object);
        owner.changed(this);
      }
      case "DELETED" -> {
        objects.remove(resource, object);
        owner.changed(this);
      }
      case "BOOKMARK" -> {}
      default -> {
        // An error, most often "too old resource version": begin anew.
        resourceVersion = "";
        return;
      }
    }
    String version = object.path("metadata").path("resourceVersion").asString("");
    resourceVersion = version.isEmpty() ? resourceVersion : version;
  }

  void close() {
    thread.close();
  }
}
