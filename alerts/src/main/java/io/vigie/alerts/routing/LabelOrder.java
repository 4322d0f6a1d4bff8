package io.vigie.alerts.routing;

import io.vigie.alerts.matcher.GoQuote;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.Labels;
import java.util.Comparator;
import java.util.TreeSet;

/// How Alertmanager orders and prints sets of labels; both are visible to receivers.
public final class LabelOrder {
  /// Fewer labels first, then label by label.
  public static final Comparator<Labels> LABELS = LabelOrder::compare;

  /// By job, instance, then all labels; alerts without job or instance come last.
  public static final Comparator<StoredAlert> ALERTS =
      Comparator.<StoredAlert, String>comparing(a -> first(a, "job"))
          .thenComparing(a -> first(a, "instance"))
          .thenComparing(a -> a.alert().labels(), LABELS);

  private LabelOrder() {}

  /// A key that sorts absent labels last.
  private static String first(StoredAlert alert, String label) {
    String value = alert.alert().labels().get(label);
    return value.isEmpty() ? "1" : "0" + value;
  }

  private static int compare(Labels a, Labels b) {
    if (a.size() != b.size()) {
      return Integer.compare(a.size(), b.size());
    }
    TreeSet<String> names = new TreeSet<>(a.toMap().keySet());
    names.addAll(b.toMap().keySet());
    for (String name : names) {
      if (a.has(name) != b.has(name)) {
        return a.has(name) ? 1 : -1;
      }
      int order = a.get(name).compareTo(b.get(name));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// `{a="1", b="2"}`, names never in quotes.
  public static String text(Labels labels) {
    StringBuilder text = new StringBuilder("{");
    labels.forEach((name, value) ->
        text.append(text.length() == 1 ? "" : ", ")
            .append(name)
            .append('=')
            .append(GoQuote.quote(value)));
    return text.append('}').toString();
  }
}
