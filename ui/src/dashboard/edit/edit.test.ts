import { describe, expect, it } from 'vitest';
import { objectOf, objectsOf, type Json } from '../model/json';
import { arrange, columns, overlapping, type Placed } from './arrange';
import { changesBetween } from './changes';
import {
  addPanel,
  changePanel,
  draftOf,
  duplicatePanel,
  emptyDraft,
  foldRow,
  idOf,
  movePanel,
  newPanel,
  panelIn,
  panelsIn,
  pastedPanel,
  placesIn,
  removePanel,
  type Draft,
} from './draft';
import { mergeDrafts } from './merge';
import {
  optionsFor,
  optionValue,
  thresholdSteps,
  withOption,
  withThresholds,
} from './panelOptions';

const at = (id: number, x: number, y: number, w: number, h: number): Placed => ({ id, x, y, w, h });

describe('the grid', () => {
  const two = [at(1, 0, 0, 12, 8), at(2, 12, 0, 12, 8), at(3, 0, 8, 24, 4)];

  it('moves everything up as far as it goes', () => {
    expect(arrange([at(1, 0, 5, 12, 8), at(2, 0, 30, 6, 2)])).toEqual([
      at(1, 0, 0, 12, 8),
      at(2, 0, 8, 6, 2),
    ]);
  });

  it('makes room for what is moved onto others, and fills what it leaves', () => {
    const moved = arrange(two, at(3, 0, 0, 24, 4));
    expect(moved).toEqual([at(3, 0, 0, 24, 4), at(1, 0, 4, 12, 8), at(2, 12, 4, 12, 8)]);
  });

  it('puts what only touches the lower half of another below it', () => {
    expect(arrange(two, at(2, 0, 6, 12, 8)).map(({ id, y }) => [id, y])).toEqual([
      [1, 0],
      [2, 8],
      [3, 16],
    ]);
  });

  it('keeps what is moved or sized on the grid', () => {
    const [first] = arrange([at(1, 0, 0, 6, 4)], at(1, 23, -3, 40, 0));
    expect(first).toEqual(at(1, 0, 0, 24, 1));
  });

  it('never loses a panel nor lays one on another, wherever it is put', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed % below;
    };
    let items = Array.from({ length: 12 }, (_, id) => at(id, random(20), random(30), 4, 3));
    for (let round = 0; round < 300; round++) {
      const id = random(12);
      const item = items.find((each) => each.id === id) ?? at(id, 0, 0, 1, 1);
      const next = { ...item, x: random(30) - 3, y: random(40) - 3, w: random(26), h: random(9) };
      items = arrange(items, next);
      expect(overlapping(items)).toBe(false);
      expect(items.map((each) => each.id).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 12 }, (_, each) => each),
      );
      expect(items.every(({ x, w, y }) => x >= 0 && y >= 0 && x + w <= columns)).toBe(true);
    }
  });
});

const board: Json = {
  uid: 'b',
  title: 'Board',
  panels: [
    { id: 1, type: 'stat', title: 'One', gridPos: { x: 0, y: 0, w: 12, h: 4 } },
    { type: 'graph', title: 'Two', gridPos: { x: 12, y: 0, w: 12, h: 4 } },
    { id: 1, type: 'text', title: 'Three', gridPos: { x: 0, y: 4, w: 24, h: 4 } },
  ],
};

const titles = (draft: Draft) => panelsIn(draft).map(({ title }) => title);

describe('a draft', () => {
  it('gives each panel a number of its own, and a place', () => {
    const draft = draftOf({ title: 'T', panels: [{ type: 'stat' }, { id: 4, type: 'stat' }] });
    expect(panelsIn(draft).map(idOf)).toEqual([5, 4]);
    expect(panelsIn(draft).every(({ gridPos }) => gridPos !== undefined)).toBe(true);
    expect(panelsIn(draftOf(board)).map(idOf)).toEqual([1, 2, 3]);
  });

  it('turns the rows of old files into panels', () => {
    const draft = draftOf({ title: 'T', rows: [{ panels: [{ id: 1, type: 'graph', span: 6 }] }] });
    expect('rows' in draft).toBe(false);
    expect(placesIn(draft)).toEqual([at(1, 0, 0, 12, 7)]);
  });

  it('puts a new panel at the top and the others below it', () => {
    const { draft, id } = addPanel(draftOf(board), newPanel('panel', 'New'));
    expect(titles(draft)).toEqual(['New', 'Two', 'One', 'Three']);
    expect(panelIn(draft, id)?.['gridPos']).toEqual({ x: 0, y: 0, w: 12, h: 8 });
    expect(overlapping(placesIn(draft))).toBe(false);
  });

  it('copies, moves and removes', () => {
    const start = draftOf(board);
    const { draft, id } = duplicatePanel(start, 3);
    expect(panelIn(draft, id)?.['title']).toBe('Three');
    expect(placesIn(draft).find((place) => place.id === id)).toEqual(at(id, 0, 8, 24, 4));
    const moved = movePanel(start, at(3, 0, 0, 24, 4));
    expect(titles(moved)).toEqual(['Three', 'One', 'Two']);
    const removed = removePanel(start, 1);
    expect(titles(removed)).toEqual(['Two', 'Three']);
    expect(panelIn(removed, 1)).toBeUndefined();
  });

  it('folds the panels below a row into it, and lets them out again', () => {
    const draft = draftOf({
      title: 'T',
      panels: [
        { id: 1, type: 'row', title: 'R', gridPos: { x: 0, y: 0, w: 24, h: 1 } },
        { id: 2, type: 'stat', gridPos: { x: 0, y: 1, w: 12, h: 4 } },
        { id: 3, type: 'row', title: 'S', gridPos: { x: 0, y: 5, w: 24, h: 1 } },
      ],
    });
    const folded = foldRow(draft, 1);
    expect(placesIn(folded)).toEqual([at(1, 0, 0, 24, 1), at(3, 0, 1, 24, 1)]);
    expect(objectsOf(panelIn(folded, 1)?.['panels']).map(idOf)).toEqual([2]);
    expect(placesIn(foldRow(folded, 1))).toEqual(placesIn(draft));
  });

  it('takes a panel from the clipboard, and nothing else', () => {
    expect(pastedPanel('{"type": "stat", "title": "x"}')).toEqual({ type: 'stat', title: 'x' });
    expect(pastedPanel('{"title": "x"}')).toBeUndefined();
    expect(pastedPanel('not JSON')).toBeUndefined();
  });
});

describe('options of a panel', () => {
  const option = (name: string) => {
    const all = (['panel', 'values', 'drawing', 'legend'] as const).flatMap((section) => [
      ...optionsFor(section, 'timeseries'),
      ...optionsFor(section, 'stat'),
    ]);
    const found = all.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no option ${name}`);
    return found;
  };

  it.each([
    ['unit', 'bytes'],
    ['decimals', 2],
    ['stacking', 'normal'],
    ['legend', 'table'],
    ['calculation', 'max'],
    ['spanNulls', true],
  ])('%s is what it was set to, and nothing after it is taken out', (name, value) => {
    const set = withOption({ type: 'timeseries' }, option(name), value);
    expect(optionValue(set, option(name))).toBe(value);
    const unset = withOption(set, option(name), undefined);
    expect(optionValue(unset, option(name))).toBe(option(name).usual);
  });

  it('a hidden legend is written as Grafana does', () => {
    const hidden = withOption({}, option('legend'), 'hidden');
    expect(objectOf(objectOf(hidden['options'])['legend'])['showLegend']).toBe(false);
    const shown = withOption(hidden, option('legend'), 'list');
    expect(optionValue(shown, option('legend'))).toBe('list');
  });

  it('thresholds keep their first step without a value', () => {
    const steps = [
      { value: null, color: 'green' },
      { value: 80, color: 'red' },
    ];
    expect(thresholdSteps(withThresholds({}, steps))).toEqual(steps);
    expect(thresholdSteps({})).toHaveLength(1);
  });
});

describe('two people who edit the same dashboard', () => {
  const base = draftOf(board);
  const titled = (id: number, title: string) => (draft: Draft) =>
    changePanel(draft, id, (panel) => ({ ...panel, title }));

  it('both keep their changes where they changed different things', () => {
    const mine = titled(1, 'Mine')(base);
    const theirs = addPanel(titled(2, 'Theirs')(base), newPanel('text', 'Added')).draft;
    const { draft, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(titles(draft).toSorted()).toEqual(['Added', 'Mine', 'Theirs', 'Three']);
    expect(overlapping(placesIn(draft))).toBe(false);
  });

  it('are told where both changed the same, and one of them is taken', () => {
    const mine = titled(1, 'Mine')(base);
    const theirs = titled(1, 'Theirs')(base);
    const { draft, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([
      { path: 'panels/1/title', place: 'Mine', mine: 'Mine', theirs: 'Theirs' },
    ]);
    expect(panelIn(draft, 1)?.['title']).toBe('Mine');
    const decided = mergeDrafts(base, mine, theirs, new Map([['panels/1/title', 'theirs']]));
    expect(panelIn(decided.draft, 1)?.['title']).toBe('Theirs');
  });

  it('lose no panel that one removed and the other changed', () => {
    const mine = removePanel(base, 2);
    const theirs = titled(2, 'Changed')(base);
    const { conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts.map(({ path, mine: kept }) => [path, kept])).toEqual([
      ['panels/2', undefined],
    ]);
    const kept = mergeDrafts(base, mine, theirs, new Map([['panels/2', 'theirs']]));
    expect(panelIn(kept.draft, 2)?.['title']).toBe('Changed');
    expect(panelIn(mergeDrafts(base, mine, base).draft, 2)).toBeUndefined();
  });

  it('may both add a panel', () => {
    const mine = addPanel(base, newPanel('text', 'From me')).draft;
    const theirs = addPanel(base, newPanel('text', 'From them')).draft;
    const { draft, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(titles(draft)).toContain('From me');
    expect(titles(draft)).toContain('From them');
    expect(new Set(panelsIn(draft).map(idOf)).size).toBe(5);
  });
});

describe('what changed', () => {
  it('is said panel by panel', () => {
    const before = draftOf(board);
    const after = { ...movePanel(removePanel(before, 1), at(2, 0, 0, 12, 4)), title: 'Another' };
    const changed = changePanel(after, 3, (panel) => ({ ...panel, options: { content: 'x' } }));
    expect(changesBetween(before, changed)).toEqual([
      {
        kind: 'settings',
        title: '',
        values: [{ path: 'title', before: 'Board', after: 'Another' }],
      },
      { kind: 'moved', title: 'Two', values: [] },
      {
        kind: 'changed',
        title: 'Three',
        values: [{ path: 'options', before: undefined, after: { content: 'x' } }],
      },
      { kind: 'removed', title: 'One', values: [] },
    ]);
    expect(changesBetween(before, before)).toEqual([]);
    expect(changesBetween(emptyDraft('a'), emptyDraft('a'))).toEqual([]);
  });
});
