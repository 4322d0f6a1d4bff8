import { isObject, textOf, type Json } from '../model/json';
import { everyPanel, idOf, panelsIn, type Draft } from './draft';

/** One value that differs. */
export interface ValueChange {
  /** Within its panel, or within the dashboard: `fieldConfig/defaults/unit`. */
  readonly path: string;
  /** Undefined where there was none. */
  readonly before: unknown;
  readonly after: unknown;
}

/** How a part of a dashboard differs from what it was. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'moved' | 'changed' | 'settings';
  /** Of the panel; empty for the dashboard as a whole. */
  readonly title: string;
  readonly values: readonly ValueChange[];
}

// A longer list is not read; the JSON itself is there for that.
const mostValues = 50;

function differences(before: unknown, after: unknown, path: string, found: ValueChange[]): void {
  if (found.length >= mostValues || JSON.stringify(before) === JSON.stringify(after)) return;
  if (isObject(before) && isObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      differences(before[name], after[name], path === '' ? name : `${path}/${name}`, found);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    before.forEach((value, index) => differences(value, after[index], `${path}/${index}`, found));
    return;
  }
  found.push({ path, before, after });
}

export function valueChanges(before: unknown, after: unknown): ValueChange[] {
  const found: ValueChange[] = [];
  differences(before, after, '', found);
  return found;
}

function titleOf(panel: Json): string {
  return textOf(panel['title']) || textOf(panel['type']);
}

/** What is a panel's own, without those folded into it. */
function own(panel: Json): Json {
  const { panels, ...rest } = panel;
  return panels === undefined ? rest : rest;
}

function panelChange(before: Json, after: Json): Change | undefined {
  const values = valueChanges(own(before), own(after));
  if (values.length === 0) return undefined;
  const moved = values.every(({ path }) => path.startsWith('gridPos'));
  return { kind: moved ? 'moved' : 'changed', title: titleOf(after), values: moved ? [] : values };
}

/** How one state of a dashboard differs from another, panel by panel. */
export function changesBetween(before: Draft, after: Draft): Change[] {
  const byId = (draft: Draft) =>
    new Map(everyPanel(panelsIn(draft)).map((panel) => [idOf(panel), panel]));
  const [old, now] = [byId(before), byId(after)];
  const settings = (draft: Draft): Json => {
    const elsewhere = new Set(['panels', 'version', 'id']);
    return Object.fromEntries(Object.entries(draft).filter(([name]) => !elsewhere.has(name)));
  };
  const whole = valueChanges(settings(before), settings(after));
  return [
    ...(whole.length === 0 ? [] : [{ kind: 'settings' as const, title: '', values: whole }]),
    ...[...now].flatMap(([id, panel]): Change[] => {
      const was = old.get(id);
      if (was === undefined) return [{ kind: 'added', title: titleOf(panel), values: [] }];
      const change = panelChange(was, panel);
      return change === undefined ? [] : [change];
    }),
    ...[...old].flatMap(([id, panel]): Change[] =>
      now.has(id) ? [] : [{ kind: 'removed', title: titleOf(panel), values: [] }],
    ),
  ];
}

/** A value in few words. */
export function briefly(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
