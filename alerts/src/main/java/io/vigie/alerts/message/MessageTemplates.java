package io.vigie.alerts.message;

import io.vigie.alerts.handling.Acknowledgements;
import io.vigie.alerts.link.MessageLinks;
import io.vigie.alerts.receiver.Notification;
import io.vigie.template.MissingKey;
import io.vigie.template.TemplateException;
import io.vigie.template.Templates;
import io.vigie.template.value.GoValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// All templates of an `alertmanager.yml`: the ones that come with the program and those of the
/// files under `templates:`. Immutable and safe for use by several threads.
public final class MessageTemplates {
  private final Templates templates;
  private final String externalUrl;
  private final Optional<MessageLinks> links;

  private MessageTemplates(Templates templates, String externalUrl, Optional<MessageLinks> links) {
    this.templates = templates;
    this.externalUrl = externalUrl;
    this.links = links;
  }

  /// The templates that come with the program.
  ///
  /// @param externalUrl where people reach this server; no slash at its end
  /// @param clock tells the functions `now` and `since`
  public static MessageTemplates standard(String externalUrl, InstantSource clock) {
    return new MessageTemplates(
        Templates.of(MessageFunctions.all(clock))
            .missingKey(MissingKey.ZERO)
            .with("", DefaultTemplates.text()),
        externalUrl,
        Optional.empty());
  }

  /// Adds the templates of files, in the order given; later ones replace earlier ones.
  ///
  /// @throws IOException if a file cannot be read
  /// @throws TemplateException if one is not a template; the message names the file
  public MessageTemplates withFiles(List<Path> files) throws IOException {
    Templates all = templates;
    for (Path file : files) {
      all = all.with(String.valueOf(file.getFileName()), Files.readString(file));
    }
    return new MessageTemplates(all, externalUrl, links);
  }

  /// With links by which people act.
  public MessageTemplates withLinks(MessageLinks other) {
    return new MessageTemplates(templates, externalUrl, Optional.of(other));
  }

  /// The same for a server that knows who has which alert in hand: `acknowledgement` with a
  /// fingerprint gives `owner`, `comment`, `since` and `until`, or nothing.
  public MessageTemplates withAcknowledgements(Acknowledgements acknowledgements) {
    return new MessageTemplates(
        templates.functions(
            Map.of("acknowledgement", MessageFunctions.acknowledgement(acknowledgements))),
        externalUrl,
        links);
  }

  /// What is to be said about a group, ready to be put into words. Templates in the labels of the
  /// route are executed with the first use.
  public Message message(Notification notification) {
    Map<String, String> routeLabels = notification.routeLabels().toMap();
    return new Message(
        templates,
        MessageData.of(notification, routeLabels, externalUrl),
        routeLabels,
        links.map(each -> LinkFunctions.of(each, notification)).orElse(Map.of()));
  }

  /// As [#message], for data as webhooks get them.
  ///
  /// @throws IllegalArgumentException if they are something else
  public Message message(JsonNode json) {
    GoValue data = MessageJson.read(json);
    Map<String, String> routeLabels = new TreeMap<>();
    json.path("routeLabels")
        .properties()
        .forEach(label -> routeLabels.put(label.getKey(), label.getValue().asString("")));
    return new Message(templates, data, routeLabels, Map.of());
  }

  /// As [#message], for data of another origin.
  Message message(GoValue data, Map<String, String> routeLabels) {
    return new Message(templates, data, routeLabels, Map.of());
  }
}
