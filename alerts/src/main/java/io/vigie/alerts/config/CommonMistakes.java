package io.vigie.alerts.config;

import io.vigie.alerts.config.receiver.Settings;
import io.vigie.config.http.Secret;
import io.vigie.config.yaml.Position;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Scalar;
import io.vigie.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Mistakes that files in use have and Alertmanager refuses: finds all of them at once, says how to
/// mend each, and can mend them.
///
/// @param file the file with every mistake mended
/// @param findings one sentence for each mistake, beginning with its line
public record CommonMistakes(YamlFile file, List<String> findings) {
  public CommonMistakes {
    findings = List.copyOf(findings);
  }

  public static CommonMistakes in(YamlFile file) {
    Search search = new Search();
    return new CommonMistakes(
        new YamlFile(file.name(), file.directory(), file.root().map(search::top)), search.findings);
  }

  private static final class Search {
    private final List<String> findings = new ArrayList<>();

    YamlNode top(YamlNode root) {
      return mapItems(root, "receivers", this::receiver);
    }

    private Optional<YamlNode> receiver(YamlNode receiver) {
      YamlNode mended = mapItems(receiver, "email_configs", this::email);
      return Optional.of(mapItems(mended, "slack_configs", this::slack));
    }

    @FunctionalInterface
    private interface Mending {
      Optional<YamlNode> mend(YamlNode item);
    }

    /// The mapping with each item of a list in it mended, or left out.
    private static YamlNode mapItems(YamlNode node, String key, Mending mending) {
      if (!(node instanceof Mapping mapping)) {
        return node;
      }
      List<Entry> entries = new ArrayList<>();
      for (Entry entry : mapping.entries()) {
        entries.add(
            entry.key().text().equals(key) && entry.value() instanceof Sequence list
                ? new Entry(
                    entry.key(),
                    new Sequence(
                        list.items().stream().flatMap(i -> mending.mend(i).stream()).toList(),
                        list.position()))
                : entry);
      }
      return new Mapping(entries, mapping.position());
    }

    private Optional<YamlNode> email(YamlNode item) {
      if (!(item instanceof Mapping mapping)) {
        return Optional.of(item);
      }
      List<Entry> kept = new ArrayList<>();
      List<Entry> headers = new ArrayList<>();
      for (Entry entry : mapping.entries()) {
        switch (entry.key().text()) {
          case "subject" -> {
            find(
                entry,
                "email_configs has no key subject",
                "write headers: {Subject: …} with the same text");
            headers.add(new Entry(key("Subject", entry), entry.value()));
          }
          case "body" -> {
            find(
                entry,
                "email_configs has no key body",
                "write text: (plain) or html: with the same text, and html: '' beside text:");
            kept.add(new Entry(key("text", entry), entry.value()));
            kept.add(new Entry(key("html", entry), empty(entry)));
          }
          case "headers" -> headers.addAll(0, entriesOf(entry.value()));
          default -> kept.add(entry);
        }
      }
      if (!headers.isEmpty()) {
        kept.add(
            new Entry(
                new Scalar("headers", true, mapping.position()),
                new Mapping(headers, mapping.position())));
      }
      return Optional.of(new Mapping(kept, mapping.position()));
    }

    private static List<Entry> entriesOf(YamlNode node) {
      return node instanceof Mapping mapping ? mapping.entries() : List.of();
    }

    private static Scalar key(String name, Entry at) {
      return new Scalar(name, true, at.key().position());
    }

    private static Scalar empty(Entry at) {
      return new Scalar("", false, at.key().position());
    }

    private Optional<YamlNode> slack(YamlNode item) {
      for (Entry entry : entriesOf(item)) {
        if (entry.key().text().equals("api_url")
            && entry.value() instanceof Scalar url
            && !isAddress(url.text())) {
          find(
              entry,
              "the api_url of this Slack receiver is no address; nobody is told through it",
              "put the address of the incoming webhook there (https://hooks.slack.com/services/…),"
                  + " or in a file named by api_url_file");
          return Optional.empty();
        }
      }
      return Optional.of(item);
    }

    private static boolean isAddress(String url) {
      try {
        Settings.parseUrl(url);
        return true;
      } catch (IllegalArgumentException _) {
        return url.equals(Secret.MASK);
      }
    }

    private void find(Entry entry, String problem, String fix) {
      Position position = entry.key().position();
      findings.add(position.line() + ":" + position.column() + ": " + problem + "; " + fix);
    }
  }
}
