import { isObject, textOf, type Json } from '../model/json';
import { idOf, tidied, type Draft } from './draft';

/** Something that two people changed, each in another way. */
export interface Conflict {
  /** Where: `panels/3/title`. Stays the same while it is decided. */
  readonly path: string;
  /** The title of the panel, or the name of the variable, that it is in. */
  readonly place: string;
  /** Undefined where it was removed. */
  readonly mine: unknown;
  readonly theirs: unknown;
}

export type Side = 'mine' | 'theirs';

export interface Merged {
  readonly draft: Draft;
  readonly conflicts: readonly Conflict[];
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Lists whose members have a name by which they are told apart. */
function memberKey(path: string): ((member: Json) => string) | undefined {
  if (/^panels(\/[^/]+\/panels)?$/.test(path)) return (panel) => String(idOf(panel));
  if (path === 'templating/list' || path === 'annotations/list') return ({ name }) => textOf(name);
  if (/\/targets$/.test(path)) return ({ refId }) => textOf(refId);
  return undefined;
}

class Merging {
  readonly conflicts: Conflict[] = [];

  constructor(private readonly decided: ReadonlyMap<string, Side>) {}

  merge(base: unknown, mine: unknown, theirs: unknown, path: string, place: string): unknown {
    if (same(mine, theirs) || same(base, theirs)) return mine;
    if (same(base, mine)) return theirs;
    // Who moves a panel pushes others: that is no quarrel, and what lies on each other is tidied.
    if (/(^|\/)gridPos$/.test(path)) return mine;
    if (isObject(mine) && isObject(theirs))
      return this.mergeObjects(isObject(base) ? base : {}, mine, theirs, path, place);
    const key = memberKey(path);
    if (key !== undefined && Array.isArray(mine) && Array.isArray(theirs))
      return this.mergeLists(
        Array.isArray(base) ? base.filter(isObject) : [],
        mine.filter(isObject),
        theirs.filter(isObject),
        path,
        place,
        key,
      );
    return this.decide(mine, theirs, path, place);
  }

  private decide(mine: unknown, theirs: unknown, path: string, place: string): unknown {
    this.conflicts.push({ path, place, mine, theirs });
    return this.decided.get(path) === 'theirs' ? theirs : mine;
  }

  private mergeObjects(base: Json, mine: Json, theirs: Json, path: string, place: string): Json {
    const merged: Record<string, unknown> = {};
    for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      if (name === '__proto__') continue;
      const at = path === '' ? name : `${path}/${name}`;
      const value = this.merge(base[name], mine[name], theirs[name], at, place);
      if (value !== undefined) merged[name] = value;
    }
    return merged;
  }

  private mergeLists(
    base: readonly Json[],
    mine: readonly Json[],
    theirs: readonly Json[],
    path: string,
    place: string,
    key: (member: Json) => string,
  ): Json[] {
    const byKey = (members: readonly Json[]) => new Map(members.map((each) => [key(each), each]));
    const [bases, mines, theirOnes] = [byKey(base), byKey(mine), byKey(theirs)];
    const merged: Json[] = [];
    for (const name of new Set([...theirOnes.keys(), ...mines.keys()])) {
      const member = mines.get(name) ?? theirOnes.get(name) ?? {};
      const inside = textOf(member['title']) || textOf(member['name']) || place;
      const value = this.merge(
        bases.get(name),
        mines.get(name),
        theirOnes.get(name),
        `${path}/${name}`,
        inside,
      );
      if (isObject(value)) merged.push(value);
    }
    return merged;
  }
}

/** Two new panels with one number are two panels: mine gets another. */
function withoutClashes(base: Draft, mine: Draft, theirs: Draft): Draft {
  const ids = (draft: Draft) =>
    new Map(
      (Array.isArray(draft['panels']) ? draft['panels'].filter(isObject) : []).map((panel) => [
        idOf(panel),
        panel,
      ]),
    );
  const [known, own, other] = [ids(base), ids(mine), ids(theirs)];
  let last = Math.max(0, ...known.keys(), ...own.keys(), ...other.keys());
  const panels = [...own].map(([id, panel]) =>
    !known.has(id) && other.has(id) && !same(panel, other.get(id))
      ? { ...panel, id: ++last }
      : panel,
  );
  return { ...mine, panels };
}

/**
 * What two people made of the same dashboard, as one: what only one of them changed is taken from
 * them, panel by panel and setting by setting. Where both changed the same, mine stays until it is
 * decided otherwise.
 *
 * @param base what both began with
 */
export function mergeDrafts(
  base: Draft,
  mine: Draft,
  theirs: Draft,
  decided: ReadonlyMap<string, Side> = new Map(),
): Merged {
  const merging = new Merging(decided);
  const draft = merging.merge(base, withoutClashes(base, mine, theirs), theirs, '', '');
  return { draft: tidied(isObject(draft) ? draft : mine), conflicts: merging.conflicts };
}
