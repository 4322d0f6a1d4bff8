package io.vigie.rules.unittest;

import io.vigie.rules.unittest.RuleTestReport.Outcome;
import java.util.List;

/// Results in the XML that build servers read.
public final class JunitXml {
  private JunitXml() {}

  public static String write(List<RuleTestReport> reports) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    reports.forEach(report -> suite(report, xml));
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(RuleTestReport report, StringBuilder xml) {
    long failed = report.outcomes().stream().filter(o -> !o.failures().isEmpty()).count();
    int errors = report.problem().isEmpty() ? 0 : 1;
    xml.append("  <testsuite name=\"").append(escaped(report.file()));
    xml.append("\" tests=\"").append(report.outcomes().size() + errors);
    xml.append("\" failures=\"").append(failed).append("\" errors=\"").append(errors);
    xml.append("\">\n");
    if (errors > 0) {
      xml.append("    <testcase name=\"").append(escaped(report.file())).append("\"><error>");
      xml.append(escaped(report.problem())).append("</error></testcase>\n");
    }
    report.outcomes().forEach(outcome -> testCase(outcome, xml));
    xml.append("  </testsuite>\n");
  }

  private static void testCase(Outcome outcome, StringBuilder xml) {
    xml.append("    <testcase name=\"").append(escaped(outcome.name())).append("\">");
    outcome
        .failures()
        .forEach(failure -> xml.append("<failure>").append(escaped(failure)).append("</failure>"));
    xml.append("</testcase>\n");
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\n', '\t' -> escaped.append((char) c);
            default -> escaped.appendCodePoint(c < ' ' ? 0xfffd : c);
          }
        });
    return escaped.toString();
  }
}
