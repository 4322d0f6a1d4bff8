package io.vigie.server.apirules;

import io.vigie.config.yaml.ConfigException;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.RuleLint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The rules that were made by API, kept in the catalog, and evaluated as a rule file like others.
/// Thread-safe.
public final class ApiRules {
  /// The name of that file.
  public static final String FILE = "api";

  private static final String KIND = "alert_rule";
  private static final int MAX_RULES = 2000;

  private final StateStore state;
  private final RuleFileReader reader;
  private final Consumer<RuleFile> evaluate;
  private final Map<String, ApiRule> byId = new TreeMap<>();
  private volatile RuleFile file = new RuleFile(FILE, List.of());
  private boolean loaded;

  /// @param evaluate told when the rules are others
  public ApiRules(StateStore state, RuleFileReader reader, Consumer<RuleFile> evaluate) {
    this.state = state;
    this.reader = reader;
    this.evaluate = evaluate;
  }

  /// A rule that cannot be, or that cannot mean what it says.
  public static final class RefusedException extends Exception {
    private final List<Finding> findings;

    RefusedException(String message, List<Finding> findings) {
      super(message);
      this.findings = List.copyOf(findings);
    }

    /// What is wrong about it; empty if it is not well formed.
    public List<Finding> findings() {
      return findings;
    }
  }

  /// Takes up the rules that there are. Has no effect if called again.
  ///
  /// @throws IOException if they cannot be read
  public synchronized void load() throws IOException {
    if (!loaded) {
      for (StateEntry entry : state.list(KIND)) {
        byId.put(entry.key(), ApiRule.ofJson(entry.key(), entry.value()));
      }
      file = reader.parse(FILE, ApiRule.file(byId.values()));
      loaded = true;
    }
  }

  /// The rules as a file.
  public RuleFile file() {
    return file;
  }

  /// All, by id.
  public synchronized List<ApiRule> all() {
    return List.copyOf(byId.values());
  }

  public synchronized Optional<ApiRule> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Adds a rule, or replaces the one with the same id.
  ///
  /// @throws RefusedException if it is not well formed, or the linter says that it cannot mean what
  ///   it says
  /// @throws IOException if it cannot be kept; everything is as before then
  public synchronized void put(ApiRule rule) throws RefusedException, IOException {
    if (!byId.containsKey(rule.id()) && byId.size() >= MAX_RULES) {
      throw new RefusedException("there are " + MAX_RULES + " rules already", List.of());
    }
    check(rule);
    Map<String, ApiRule> next = new TreeMap<>(byId);
    next.put(rule.id(), rule);
    RuleFile nextFile = reader.parse(FILE, ApiRule.file(next.values()));
    state.apply(
        List.of(
            new StateChange.Put(new StateEntry(KIND, rule.id(), rule.toJson(), StateEntry.NEVER))));
    take(next, nextFile);
  }

  private void check(ApiRule rule) throws RefusedException {
    try {
      RuleFile alone = reader.parse(FILE, ApiRule.file(List.of(rule)));
      List<Finding> wrong =
          RuleLint.check(alone, Duration.ofMinutes(1)).stream()
              .filter(finding -> finding.severity() == Finding.Severity.WARNING)
              .toList();
      if (!wrong.isEmpty()) {
        throw new RefusedException(
            "the rule cannot mean what it says: " + wrong.getFirst().reason(), wrong);
      }
    } catch (ConfigException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), List.of());
    }
  }

  /// @return the rule that was removed, if there was one
  /// @throws IOException if it cannot be forgotten; it goes on then
  public synchronized Optional<ApiRule> remove(String id) throws IOException {
    ApiRule rule = byId.get(id);
    if (rule == null) {
      return Optional.empty();
    }
    state.apply(List.of(new StateChange.Remove(KIND, id)));
    Map<String, ApiRule> next = new TreeMap<>(byId);
    next.remove(id);
    take(next, reader.parse(FILE, ApiRule.file(next.values())));
    return Optional.of(rule);
  }

  private void take(Map<String, ApiRule> next, RuleFile nextFile) {
    byId.clear();
    byId.putAll(next);
    file = nextFile;
    evaluate.accept(nextFile);
  }
}
