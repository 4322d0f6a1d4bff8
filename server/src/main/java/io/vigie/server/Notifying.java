package io.vigie.server;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.AlertingOptions;
import io.vigie.alerts.ResponsePlan;
import io.vigie.alerts.ResponsePlanReader;
import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.alerts.integration.StandardIntegrations;
import io.vigie.alerts.link.MessageLinks;
import io.vigie.alerts.link.SignedLinks;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.notify.Pause;
import io.vigie.alerts.notify.Pipeline;
import io.vigie.catalog.Catalog;
import io.vigie.config.file.FilePattern;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClients;
import io.vigie.server.config.AlertmanagerSection;
import io.vigie.server.config.VigieConfig;
import io.vigie.template.TemplateException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alerting and what it goes out with.
final class Notifying implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifying.class);

  /// Where nobody says whom to tell, alerts can still be seen.
  private static final String NOBODY =
      """
      route:
        receiver: default
      receivers:
      - name: default
      """;

  private final Alerting alerting;
  private final Optional<Path> configFile;
  private final AlertmanagerConfigReader reader;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final OutboundClients clients;
  private final String externalUrl;
  private final InstantSource clock;
  private final SignedLinks links;
  private boolean started;

  private Notifying(
      VigieOptions.AlertmanagerOptions options,
      Catalog catalog,
      OutboundClients clients,
      String externalUrl,
      InstantSource clock,
      Meters meters,
      Tracer tracer)
      throws IOException {
    this.links = SignedLinks.open(catalog.state());
    this.clients = clients;
    this.externalUrl = externalUrl;
    this.clock = clock;
    AlertingOptions settings = options.alerting();
    this.configFile = options.configFile();
    this.reader = new AlertmanagerConfigReader(settings.syntax(), options.lenient());
    Pipeline.Surroundings around =
        new Pipeline.Surroundings(
            catalog.state(),
            catalog.events(),
            clock,
            Pause.real(),
            executor,
            meters,
            settings.retention(),
            tracer);
    this.alerting = new Alerting(settings, around, executor);
  }

  static Notifying open(
      VigieOptions options,
      Catalog catalog,
      OutboundClients clients,
      InstantSource clock,
      Meters meters,
      Tracer tracer)
      throws IOException {
    String externalUrl = options.http().externalUrl().toString().replaceAll("/+$", "");
    return new Notifying(
        options.alertmanager(), catalog, clients, externalUrl, clock, meters, tracer);
  }

  Alerting alerting() {
    return alerting;
  }

  SignedLinks links() {
    return links;
  }

  /// Whom to tell, and in which words.
  record Plan(AlertmanagerConfig config, ResponsePlan response, MessageTemplates templates) {}

  /// Reads whom to tell, and the files of templates that this names.
  ///
  /// @throws ConfigException if it is wrong
  /// @throws IOException if a file cannot be read, or is not a template
  Plan read(VigieConfig config) throws IOException {
    AlertmanagerConfig alertmanager = readConfig(config);
    Set<String> receivers =
        alertmanager.receivers().stream().map(ReceiverConfig::name).collect(Collectors.toSet());
    config
        .vigie()
        .map(section -> ResponsePlanReader.undefinedReceivers(section.reader(), receivers))
        .flatMap(undefined -> undefined.stream().findFirst())
        .ifPresent(first -> {
          throw first;
        });
    return new Plan(alertmanager, config.response(), templates(alertmanager, config.response()));
  }

  private MessageTemplates templates(AlertmanagerConfig config, ResponsePlan response)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (String pattern : config.templates()) {
      files.addAll(FilePattern.of(pattern).expand());
    }
    try {
      return MessageTemplates.standard(externalUrl, clock)
          .withFiles(files)
          .withLinks(new MessageLinks(links, externalUrl, response.linkExpiry(), clock));
    } catch (TemplateException e) {
      throw new IOException("a file of notification templates is wrong: " + e.getMessage(), e);
    }
  }

  /// Reads whom to tell: the file of the flag, or what the configuration has under
  /// `vigie.alertmanager` (the path of such a file, or what would be in it).
  ///
  /// @throws ConfigException if it is wrong
  /// @throws IOException if it cannot be read
  private AlertmanagerConfig readConfig(VigieConfig config) throws IOException {
    if (configFile.isPresent()) {
      return reader.read(configFile.get());
    }
    Optional<YamlFile> inSection = AlertmanagerSection.read(config);
    return reader.read(inSection.orElseGet(() -> YamlFile.parse("default", Path.of(""), NOBODY)));
  }

  /// Puts in force what [#read] gave.
  ///
  /// @throws IOException if what was known before a restart cannot be read
  synchronized void apply(Plan plan) throws IOException {
    AlertmanagerConfig config = plan.config();
    StandardIntegrations integrations =
        new StandardIntegrations(
            clients,
            plan.templates(),
            fingerprint -> alerting.handling().of(fingerprint).acknowledgement(),
            externalUrl,
            clock);
    if (started) {
      alerting.reload(config, plan.response(), integrations);
    } else {
      alerting.start(config, plan.response(), integrations);
      started = true;
      alerting.run();
    }
    config.warnings().forEach(warning -> LOG.warn("alertmanager configuration: {}", warning));
  }

  @Override
  public void close() {
    alerting.close();
    executor.shutdownNow();
  }
}
