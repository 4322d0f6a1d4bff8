package io.vigie.server.config.check;

import io.vigie.config.file.FilePattern;
import io.vigie.config.http.HttpCredentials.Authorization;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.yaml.ConfigException;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.discovery.config.TargetFile;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.server.config.AlertingConfig.Alertmanager;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Looks at what a configuration refers to: credentials, certificates, target files, and addresses
/// after relabelling.
final class ReferenceCheck {
  private final VigieConfig config;
  private final boolean syntaxOnly;
  private final PrintStream out;

  ReferenceCheck(VigieConfig config, boolean syntaxOnly, PrintStream out) {
    this.config = config;
    this.syntaxOnly = syntaxOnly;
    this.out = out;
  }

  /// @throws IOException naming the first thing that is wrong
  void run() throws IOException {
    for (ScrapeConfig job : config.scrapeConfigs()) {
      checkJob(job);
    }
    for (Alertmanager alertmanager : config.alerting().alertmanagers()) {
      AddressCheck addresses = AddressCheck.of(alertmanager);
      for (DiscoveryConfig discovery : alertmanager.discoveries()) {
        checkDiscovery(discovery, addresses, "alertmanager config");
      }
    }
  }

  private void checkJob(ScrapeConfig job) throws IOException {
    if (job.http().credentials() instanceof Authorization(_, SecretSource credentials)) {
      checkExists(credentials, "authorization credentials or bearer token");
    }
    checkTls(job.http().tls());
    AddressCheck addresses = AddressCheck.of(job);
    for (DiscoveryConfig discovery : job.discoveries()) {
      checkDiscovery(discovery, addresses, "scrape job \"" + job.jobName() + "\"");
    }
  }

  private void checkTls(TlsConfig tls) throws IOException {
    checkExists(tls.cert(), "client cert");
    checkExists(tls.key(), "client key");
  }

  private void checkExists(SecretSource source, String what) throws IOException {
    Path file = source.file().orElse(Path.of("."));
    if (!syntaxOnly && !Files.exists(file)) {
      throw new IOException(
          "error checking " + what + " file \"" + file + "\": no such file or directory");
    }
  }

  private void checkDiscovery(DiscoveryConfig discovery, AddressCheck addresses, String owner)
      throws IOException {
    switch (discovery) {
      case DiscoveryConfig.Static(List<TargetGroup> groups) -> addresses.check(groups);
      case DiscoveryConfig.Files files -> checkTargetFiles(files, addresses, owner);
      case DiscoveryConfig.Kubernetes kubernetes -> checkTls(kubernetes.http().tls());
      case DiscoveryConfig.Http _,
          DiscoveryConfig.Dns _,
          DiscoveryConfig.Docker _,
          DiscoveryConfig.Consul _,
          DiscoveryConfig.Ec2 _,
          DiscoveryConfig.Unsupported _ -> {}
    }
  }

  private void checkTargetFiles(DiscoveryConfig.Files files, AddressCheck addresses, String owner)
      throws IOException {
    if (syntaxOnly) {
      return;
    }
    for (String pattern : files.patterns()) {
      List<Path> found = FilePattern.of(pattern).expand();
      if (found.isEmpty()) {
        out.println(
            "  WARNING: file \"" + pattern + "\" for file_sd in " + owner + " does not exist");
      }
      for (Path file : found) {
        addresses.check(read(file));
      }
    }
  }

  private static List<TargetGroup> read(Path file) throws IOException {
    try {
      return TargetFile.read(file);
    } catch (IOException | ConfigException e) {
      throw new IOException("checking SD file \"" + file + "\": " + e.getMessage(), e);
    }
  }
}
