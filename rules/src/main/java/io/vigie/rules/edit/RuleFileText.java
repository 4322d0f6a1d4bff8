package io.vigie.rules.edit;

import io.vigie.config.yaml.YamlItem;
import io.vigie.config.yaml.YamlLayout;
import io.vigie.rules.edit.RuleAddress.RuleInGroup;
import io.vigie.rules.edit.RuleEditException.Kind;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A rule file as its author wrote it, comments and layout included. Immutable.
public final class RuleFileText {
  private final String text;
  private final RuleFile file;
  private final List<YamlItem> groups;

  private RuleFileText(String text, RuleFile file, List<YamlItem> groups) {
    this.text = text;
    this.file = file;
    this.groups = groups;
  }

  /// @param name of the file
  /// @throws io.vigie.config.yaml.ConfigException if it is not well formed, templates and
  ///   expressions included
  public static RuleFileText parse(String name, String text, RuleFileReader reader) {
    RuleFile file = reader.parse(name, text);
    return new RuleFileText(
        text, file, YamlLayout.of(name, text).getOrDefault("groups", List.of()));
  }

  /// The whole.
  public String text() {
    return text;
  }

  /// What it means.
  public RuleFile file() {
    return file;
  }

  /// Where a rule or a group stands.
  ///
  /// @throws RuleEditException if it does not
  public RulePassage find(RuleAddress address) throws RuleEditException {
    int group = groupIndex(address);
    YamlItem item = item(groups, group, address);
    if (address.rule().isPresent()) {
      requireName(group, address.rule().get(), address);
      List<YamlItem> rules = item.lists().getOrDefault("rules", List.of());
      item = item(rules, address.rule().get().index(), address);
    }
    return RulePassage.of(address, item, text, file.groups().get(group).labels());
  }

  private int groupIndex(RuleAddress address) throws RuleEditException {
    return IntStream.range(0, file.groups().size())
        .filter(index -> file.groups().get(index).name().equals(address.group()))
        .boxed()
        .findFirst()
        .orElseThrow(() -> notFound(address, "there is no such group in the file now"));
  }

  private void requireName(int group, RuleInGroup rule, RuleAddress address)
      throws RuleEditException {
    List<RuleDefinition> rules = file.groups().get(group).rules();
    boolean isThere = rule.index() >= 0 && rule.index() < rules.size();
    if (!isThere || !rules.get(rule.index()).name().equals(rule.name())) {
      throw notFound(address, "another rule stands there now, as the file was changed");
    }
  }

  private YamlItem item(List<YamlItem> items, int index, RuleAddress address)
      throws RuleEditException {
    if (index >= items.size()) {
      throw notFound(
          address, "it is brought by an alias or a merge key: change the file in an editor");
    }
    return items.get(index);
  }

  private RuleEditException notFound(RuleAddress address, String why) {
    return new RuleEditException(Kind.NOT_FOUND, address + " in " + file.name() + ": " + why);
  }

  /// The file with another text in place of a passage of it.
  ///
  /// @throws RuleEditException if the text changes anything but what stood there
  /// @throws io.vigie.config.yaml.ConfigException if the file is not well formed with it; places
  ///   are those of the new file
  public RuleFileText with(RulePassage passage, String other, RuleFileReader reader)
      throws RuleEditException {
    YamlItem item = passage.item();
    String next =
        text.substring(0, item.start()) + passage.written(other) + text.substring(item.end());
    RuleFileText changed = parse(file.name(), next, reader);
    requireAlone(passage.address(), changed.file);
    return changed;
  }

  /// Where one more rule of a group goes, or one more group.
  ///
  /// @param group whose rule it is; empty for a group
  /// @throws RuleEditException if there is no such group, or no place for it
  public RuleInsertion end(Optional<String> group) throws RuleEditException {
    if (group.isEmpty()) {
      return endOfGroups();
    }
    RuleAddress address = RuleAddress.ofGroup(group.get());
    YamlItem item = item(groups, groupIndex(address), address);
    List<YamlItem> rules = item.lists().getOrDefault("rules", List.of());
    if (rules.isEmpty() || !rules.getLast().inLines()) {
      throw noPlace("the rules of " + address);
    }
    return RuleInsertion.behind(rules, text, group);
  }

  private RuleInsertion endOfGroups() throws RuleEditException {
    if (groups.isEmpty() && text.lines().noneMatch(line -> line.startsWith("groups"))) {
      return RuleInsertion.inNewList(text);
    }
    if (groups.isEmpty() || !groups.getLast().inLines()) {
      throw noPlace("the groups");
    }
    return RuleInsertion.behind(groups, text, Optional.empty());
  }

  private RuleEditException noPlace(String what) {
    return new RuleEditException(
        Kind.NO_PLACE,
        "%s in %s do not stand on lines of their own, each with a dash: add to them in an editor"
            .formatted(what, file.name()));
  }

  /// The file with one more rule or group.
  ///
  /// @throws RuleEditException if the text is not exactly one, or changes anything else
  /// @throws io.vigie.config.yaml.ConfigException if the file is not well formed with it; places
  ///   are those of the new file
  public RuleFileText with(RuleInsertion place, String added, RuleFileReader reader)
      throws RuleEditException {
    String next =
        text.substring(0, place.index()) + place.written(added) + text.substring(place.index());
    RuleFileText changed = parse(file.name(), next, reader);
    if (!isOneMore(place.group(), changed.file)) {
      throw new RuleEditException(
          Kind.NOT_ALONE,
          "the text must be exactly one %s, begin with a dash, and have its other lines indented"
              .formatted(place.group().isPresent() ? "rule" : "group"));
    }
    return changed;
  }

  private boolean isOneMore(Optional<String> group, RuleFile next) throws RuleEditException {
    if (group.isEmpty()) {
      int count = file.groups().size();
      return next.groups().size() == count + 1
          && without(next.groups(), count).equals(file.groups());
    }
    int index = groupIndex(RuleAddress.ofGroup(group.get()));
    int count = file.groups().get(index).rules().size();
    return others(next, index, new RuleInGroup(count, "")).equals(Optional.of(file.groups()));
  }

  /// The last rule of a group, or the last group.
  ///
  /// @throws RuleEditException if there is none
  public RuleAddress last(Optional<String> group) throws RuleEditException {
    if (group.isEmpty()) {
      return RuleAddress.ofGroup(file.groups().getLast().name());
    }
    List<RuleDefinition> rules =
        file.groups().get(groupIndex(RuleAddress.ofGroup(group.get()))).rules();
    return RuleAddress.ofRule(group.get(), rules.size() - 1, rules.getLast().name());
  }

  /// The address of what stands in another text of this file where the address led to in this one:
  /// names may be others.
  ///
  /// @throws RuleEditException if it leads nowhere here
  public RuleAddress in(RuleFileText changed, RuleAddress address) throws RuleEditException {
    GroupDefinition group = changed.file.groups().get(groupIndex(address));
    return address
        .rule()
        .map(RuleInGroup::index)
        .map(index -> RuleAddress.ofRule(group.name(), index, group.rules().get(index).name()))
        .orElseGet(() -> RuleAddress.ofGroup(group.name()));
  }

  /// Whether an address leads to a rule of this file.
  ///
  /// @param rule of [#file]
  public boolean covers(RuleAddress address, RuleDefinition rule) {
    return file.groups().stream()
        .filter(group -> group.name().equals(address.group()))
        .map(GroupDefinition::rules)
        .flatMap(rules ->
            address.rule().isEmpty()
                ? rules.stream()
                : rules.stream().skip(address.rule().get().index()).limit(1))
        .anyMatch(each -> each == rule);
  }

  private void requireAlone(RuleAddress address, RuleFile next) throws RuleEditException {
    int group = groupIndex(address);
    boolean isAlone =
        address.rule().isEmpty()
            ? without(file.groups(), group).equals(without(next.groups(), group))
                && next.groups().size() == file.groups().size()
            : others(file, group, address.rule().get())
                .equals(others(next, group, address.rule().get()));
    if (!isAlone) {
      throw new RuleEditException(
          Kind.NOT_ALONE,
          "the text does not stay within "
              + address
              + ": it must be exactly one, begin with a dash, and be indented as it was");
    }
  }

  /// Everything that is not the rule, with how much there is of it; nothing if it is not there.
  private static Optional<List<GroupDefinition>> others(
      RuleFile file, int group, RuleInGroup rule) {
    List<GroupDefinition> groups = new ArrayList<>(file.groups());
    if (group >= groups.size() || rule.index() >= groups.get(group).rules().size()) {
      return Optional.empty();
    }
    GroupDefinition before = groups.get(group);
    groups.set(
        group,
        new GroupDefinition(
            before.name(),
            before.interval(),
            before.queryOffset(),
            before.limit(),
            before.labels(),
            without(before.rules(), rule.index())));
    return Optional.of(groups);
  }

  private static <T> List<T> without(List<T> all, int index) {
    List<T> others = new ArrayList<>(all);
    if (index < others.size()) {
      others.remove(index);
    }
    return others;
  }
}
