package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.VectorMatching;
import io.vigie.promql.ast.VectorMatching.Cardinality;
import io.vigie.promql.eval.MatchingRecord.Group;
import io.vigie.promql.eval.MatchingRecord.Side;
import io.vigie.promql.explain.Matching.Member;
import io.vigie.promql.explain.Reason;
import io.vigie.promql.explain.Reason.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Says why a group of a match yields nothing, or less than one might think.
final class MatchReasons {
  /// Groups of the other side among which the nearest is looked for.
  private static final int MOST_CANDIDATES = 5_000;

  private final MatchingRecord record;
  private final Expr.Binary node;
  private final VectorMatching matching;

  /// Keys of the groups that have series on a side, left and right.
  private final List<List<Labels>> candidates = List.of(new ArrayList<>(), new ArrayList<>());

  /// The values of every label on a side, left and right.
  private final List<Map<String, Set<String>>> values = List.of(new HashMap<>(), new HashMap<>());

  MatchReasons(MatchingRecord record) {
    this.record = record;
    this.node = record.node();
    this.matching = node.matching();
    for (Group group : record.groups()) {
      if (group.left().count() > 0) {
        addCandidate(0, group.key());
      }
      if (group.right().count() > 0) {
        addCandidate(1, group.key());
      }
    }
  }

  private void addCandidate(int side, Labels key) {
    if (candidates.get(side).size() < MOST_CANDIDATES) {
      candidates.get(side).add(key);
    }
    key.forEach(
        (name, value) -> values.get(side).computeIfAbsent(name, _ -> new HashSet<>()).add(value));
  }

  /// Whether there is something to say about a group: cheap, to find those to show.
  boolean isRemarkable(Group group) {
    boolean left = group.left().count() > 0;
    boolean right = group.right().count() > 0;
    if (!record.isMatched()) {
      return left != right || isAmbiguous(group).isPresent();
    }
    return switch (node.operator()) {
      case OR -> group.result() < group.left().count() + group.right().count();
      case AND, UNLESS -> left && group.result() < group.left().count();
      default -> group.result() == 0;
    };
  }

  Optional<Reason> of(Group group) {
    if (!isRemarkable(group)) {
      return Optional.empty();
    }
    boolean left = group.left().count() > 0;
    boolean right = group.right().count() > 0;
    if (node.operator() == BinaryOperator.OR || node.operator() == BinaryOperator.UNLESS) {
      return right ? Optional.of(otherSideHasIt()) : Optional.empty();
    }
    if (!left || !right) {
      return Optional.of(noPartner(group.key(), left ? 1 : 0));
    }
    if (!record.isMatched()) {
      return isAmbiguous(group).map(side -> several(group, side));
    }
    return Optional.of(nothingFromBoth(group));
  }

  private static String name(int side) {
    return side == 0 ? "left" : "right";
  }

  private Reason otherSideHasIt() {
    return Reason.of(
        Kind.OTHER_SIDE_HAS_IT,
        node.operator() == BinaryOperator.UNLESS
            ? "left out, as the right side has a series of this group"
            : "the right side's series are left out, as the left side has one of this group",
        "operator",
        node.operator().symbol());
  }

  private Reason nothingFromBoth(Group group) {
    if (!group.meet()) {
      return Reason.of(
          Kind.NEVER_AT_THE_SAME_TIME, "both sides have series, but never at the same step");
    }
    String operator = node.operator().symbol();
    return node.operator().isComparison()
        ? Reason.of(
            Kind.COMPARISON_FALSE, operator + " is false at every step", "operator", operator)
        : Reason.of(
            Kind.INCOMPATIBLE_SAMPLES,
            operator + " does not take these kinds of samples",
            "operator",
            operator);
  }

  /// The side that has more than one series at a step where only one may be.
  private Optional<Integer> isAmbiguous(Group group) {
    boolean left = group.left().hasSeveral();
    boolean right = group.right().hasSeveral();
    return switch (matching.cardinality()) {
      case MANY_TO_MANY -> Optional.empty();
      case MANY_TO_ONE -> right ? Optional.of(1) : Optional.empty();
      case ONE_TO_MANY -> left ? Optional.of(0) : Optional.empty();
      case ONE_TO_ONE -> right ? Optional.of(1) : left ? Optional.of(0) : Optional.empty();
    };
  }

  private Reason several(Group group, int side) {
    Side many = side == 0 ? group.left() : group.right();
    Side other = side == 0 ? group.right() : group.left();
    List<String> labels = differing(many.members());
    String grouping =
        matching.cardinality() == Cardinality.ONE_TO_ONE && !other.hasSeveral()
            ? side == 0 ? "group_left" : "group_right"
            : "";
    return Reason.of(
        Kind.SEVERAL_ON_ONE_SIDE,
        "%d series on the %s side, where one is allowed; they differ in %s. %s"
            .formatted(
                many.count(),
                name(side),
                String.join(", ", labels),
                grouping.isEmpty()
                    ? "Match on these labels too, or aggregate them away"
                    : "Write " + grouping + ", match on these labels too, or aggregate them away"),
        "side",
        name(side),
        "count",
        many.count(),
        "labels",
        labels,
        "grouping",
        grouping);
  }

  private static List<String> differing(List<Member> members) {
    Set<String> differing = new TreeSet<>();
    Labels first = members.getFirst().labels();
    for (Member member : members) {
      for (String name : names(first, member.labels())) {
        if (!first.get(name).equals(member.labels().get(name))) {
          differing.add(name);
        }
      }
    }
    return List.copyOf(differing);
  }

  private static Set<String> names(Labels a, Labels b) {
    Set<String> names = new LinkedHashSet<>();
    a.forEach((name, _) -> names.add(name));
    b.forEach((name, _) -> names.add(name));
    return names;
  }

  /// Why a key has no series on a side.
  private Reason noPartner(Labels key, int side) {
    List<Labels> others = candidates.get(side);
    if (others.isEmpty()) {
      return Reason.of(
          Kind.SIDE_EMPTY, "the " + name(side) + " side has no series at all", "side", name(side));
    }
    Labels nearest = nearest(key, others);
    Set<String> differing = new LinkedHashSet<>();
    Set<String> onlyHere = new LinkedHashSet<>();
    Set<String> onlyThere = new LinkedHashSet<>();
    for (String label : names(key, nearest)) {
      if (!nearest.has(label)) {
        onlyHere.add(label);
      } else if (!key.has(label)) {
        onlyThere.add(label);
      } else if (!key.get(label).equals(nearest.get(label))) {
        differing.add(label);
      }
    }
    if (differing.isEmpty()) {
      return onOneSide(side, onlyHere, onlyThere);
    }
    differing.addAll(onlyHere);
    Set<String> unheard = new LinkedHashSet<>();
    for (String label : differing) {
      if (!values.get(side).getOrDefault(label, Set.of()).contains(key.get(label))) {
        unheard.add(label);
      }
    }
    return unheard.isEmpty()
        ? differ(key, side, differing, nearest)
        : noSuchValue(key, side, unheard, nearest);
  }

  private Labels nearest(Labels key, List<Labels> others) {
    Labels nearest = others.getFirst();
    int fewest = Integer.MAX_VALUE;
    for (Labels other : others) {
      int differences = 0;
      for (int i = 0; i < key.size(); i++) {
        // A label that is missing is a smaller step than one with another value.
        String there = other.get(key.name(i));
        differences += there.equals(key.value(i)) ? 0 : there.isEmpty() ? 2 : 3;
      }
      for (int i = 0; i < other.size(); i++) {
        differences += key.has(other.name(i)) ? 0 : 2;
      }
      if (differences < fewest) {
        fewest = differences;
        nearest = other;
      }
    }
    return nearest;
  }

  private Reason onOneSide(int side, Set<String> onlyHere, Set<String> onlyThere) {
    List<String> leftOnly = List.copyOf(side == 1 ? onlyHere : onlyThere);
    List<String> rightOnly = List.copyOf(side == 1 ? onlyThere : onlyHere);
    Set<String> ignored = new LinkedHashSet<>(matching.labels());
    ignored.addAll(onlyHere);
    ignored.addAll(onlyThere);
    String clause = matching.on() ? "" : "ignoring (" + String.join(", ", ignored) + ")";
    List<String> parts = new ArrayList<>();
    if (!leftOnly.isEmpty()) {
      parts.add("only the left side has " + String.join(", ", leftOnly));
    }
    if (!rightOnly.isEmpty()) {
      parts.add("only the right side has " + String.join(", ", rightOnly));
    }
    return Reason.of(
        Kind.LABELS_ON_ONE_SIDE,
        String.join("; ", parts) + (clause.isEmpty() ? "" : "; match with " + clause),
        "side",
        name(side),
        "leftOnly",
        leftOnly,
        "rightOnly",
        rightOnly,
        "clause",
        clause);
  }

  private static Map<String, String> pick(Labels labels, Set<String> names) {
    Map<String, String> picked = new TreeMap<>();
    names.forEach(name -> picked.put(name, labels.get(name)));
    return picked;
  }

  private static Reason noSuchValue(Labels key, int side, Set<String> names, Labels nearest) {
    Labels wanted = key.only(names);
    return Reason.of(
        Kind.NO_SUCH_VALUE,
        "the %s side has no series with %s; the nearest has %s"
            .formatted(name(side), inWords(wanted), inWords(nearest.only(names))),
        "side",
        name(side),
        "labels",
        pick(key, names),
        "nearest",
        pick(nearest, names));
  }

  private static Reason differ(Labels key, int side, Set<String> names, Labels nearest) {
    return Reason.of(
        Kind.LABELS_DIFFER,
        "the %s side has no series with all of these labels; the nearest has %s instead of %s"
            .formatted(name(side), inWords(nearest.only(names)), inWords(key.only(names))),
        "side",
        name(side),
        "labels",
        pick(key, names),
        "nearest",
        pick(nearest, names));
  }

  /// `a="1", b="2"`
  private static String inWords(Labels labels) {
    String text = labels.toString();
    return labels.isEmpty() ? "none of them" : text.substring(1, text.length() - 1);
  }
}
