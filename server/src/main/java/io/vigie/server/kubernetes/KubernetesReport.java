package io.vigie.server.kubernetes;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.Finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is found in manifests, and what is wrong with them. Not thread-safe.
public final class KubernetesReport {
  /// Everything is well, or what was found is not fatal.
  public static final int SUCCESS = 0;

  /// Something cannot be read, or Kubernetes refuses it.
  public static final int FAILURE = 1;

  /// There are warnings, and these are fatal.
  public static final int LINT_FAILURE = 3;

  private final List<String> files;
  private final Map<String, List<String>> problems = new LinkedHashMap<>();
  private final Map<String, Integer> manifests = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  KubernetesReport(List<String> files) {
    this.files = List.copyOf(files);
  }

  /// A part of the check that may fail without the others.
  @FunctionalInterface
  interface Attempt {
    void run() throws IOException;
  }

  void attempt(String file, Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException | ConfigException e) {
      problem(file, String.valueOf(e.getMessage()));
    }
  }

  private void problem(String file, String message) {
    problems.computeIfAbsent(file, _ -> new ArrayList<>()).add(message);
  }

  /// A finding for which Kubernetes does not take the manifest at all.
  void refused(Finding finding) {
    problem(
        finding.file(),
        "%s:%d: %s: %s; write %s"
            .formatted(
                finding.file(),
                finding.line(),
                finding.rule(),
                finding.reason(),
                finding.proposal()));
    findings.add(finding);
  }

  void found(List<Finding> more) {
    findings.addAll(more);
  }

  void counted(String file, int count) {
    manifests.put(file, count);
  }

  public List<String> files() {
    return files;
  }

  /// How many manifests a file has.
  public int manifests(String file) {
    return manifests.getOrDefault(file, 0);
  }

  /// What is found in a file or in a file within it, in the order of its lines.
  public List<Finding> findings(String file) {
    return findings.stream()
        .filter(each -> each.file().equals(file) || each.file().startsWith(file + ", "))
        .sorted(Comparator.comparingInt(Finding::line))
        .toList();
  }

  /// Why a file is not taken, each with its place.
  public List<String> problems(String file) {
    return problems.getOrDefault(file, List.of());
  }

  /// @param lintFatal whether warnings count
  public int exitCode(boolean lintFatal) {
    if (!problems.isEmpty()) {
      return FAILURE;
    }
    boolean warns = findings.stream().anyMatch(each -> each.severity() == Severity.WARNING);
    return warns && lintFatal ? LINT_FAILURE : SUCCESS;
  }
}
