import { isObject, numberOf, objectOf, objectsOf, textOf, type Json } from '../model/json';
import { migratePanel } from '../model/legacyPanels';
import { panelsOfRows, withPlaces } from '../model/legacyRows';
import { arrange, columns, overlapping, type Placed } from './arrange';

/** A dashboard in Grafana's JSON that can be edited: panels in one list, each with a place and a number of its own. */
export type Draft = Json;

export function panelsIn(draft: Draft): Json[] {
  return objectsOf(draft['panels']);
}

export function idOf(panel: Json): number {
  return numberOf(panel['id']) ?? 0;
}

function placeOf(panel: Json): Placed {
  const place = objectOf(panel['gridPos']);
  return {
    id: idOf(panel),
    x: numberOf(place['x']) ?? 0,
    y: numberOf(place['y']) ?? 0,
    w: numberOf(place['w']) ?? 12,
    h: numberOf(place['h']) ?? 8,
  };
}

/** All panels, those folded into rows too. */
export function everyPanel(panels: readonly Json[]): Json[] {
  return panels.flatMap((panel) => [panel, ...objectsOf(panel['panels'])]);
}

/** Gives each panel a number that no other has, in the way that reading does. */
function numbered(panels: readonly Json[]): Json[] {
  const taken = new Set<number>();
  let last = Math.max(0, ...everyPanel(panels).map(idOf).filter(Number.isSafeInteger));
  const number = (panel: Json): Json => {
    const wanted = idOf(panel);
    const id = Number.isSafeInteger(wanted) && wanted > 0 && !taken.has(wanted) ? wanted : ++last;
    taken.add(id);
    const own = panel['id'] === id ? panel : { ...panel, id };
    return Array.isArray(own['panels']) && objectsOf(own['panels']).length > 0
      ? { ...own, panels: objectsOf(own['panels']).map(number) }
      : own;
  };
  return panels.map(number);
}

/** What somebody's file is as a draft. Nothing else of it is touched. */
export function draftOf(dashboard: unknown): Draft {
  const source = objectOf(dashboard);
  const { rows, ...rest } = source;
  const { panels } = withPlaces([...objectsOf(source['panels']), ...panelsOfRows(objectsOf(rows))]);
  return { ...rest, panels: numbered(panels) };
}

/** A draft with nothing on it yet. */
export function emptyDraft(title: string): Draft {
  return {
    title,
    schemaVersion: 39,
    tags: [],
    timezone: 'browser',
    time: { from: 'now-1h', to: 'now' },
    refresh: '30s',
    templating: { list: [] },
    annotations: { list: [] },
    panels: [],
  };
}

export function panelIn(draft: Draft, id: number): Json | undefined {
  return everyPanel(panelsIn(draft)).find((panel) => idOf(panel) === id);
}

function mapPanels(panels: readonly Json[], change: (panel: Json) => Json): Json[] {
  return panels.map((panel) => {
    const changed = change(panel);
    const inside = objectsOf(changed['panels']);
    return inside.length === 0 ? changed : { ...changed, panels: inside.map(change) };
  });
}

/** The draft with one panel changed. */
export function changePanel(draft: Draft, id: number, change: (panel: Json) => Json): Draft {
  return {
    ...draft,
    panels: mapPanels(panelsIn(draft), (panel) => (idOf(panel) === id ? change(panel) : panel)),
  };
}

/** A panel as its editor changes it: in the newest form of its type. */
export function modernised(panel: Json): Json {
  return migratePanel(panel);
}

/** Where everything at the top level stands. */
export function placesIn(draft: Draft): Placed[] {
  return panelsIn(draft).map(placeOf);
}

function withPlacesOf(draft: Draft, places: readonly Placed[]): Draft {
  const byId = new Map(places.map((place) => [place.id, place]));
  const panels = panelsIn(draft).map((panel) => {
    const place = byId.get(idOf(panel));
    if (place === undefined) return panel;
    const { x, y, w, h } = place;
    const before = placeOf(panel);
    const same = before.x === x && before.y === y && before.w === w && before.h === h;
    return same && 'gridPos' in panel ? panel : { ...panel, gridPos: { x, y, w, h } };
  });
  const top = (panel: Json) => placeOf(panel);
  return {
    ...draft,
    panels: panels.toSorted((a, b) => top(a).y - top(b).y || top(a).x - top(b).x),
  };
}

/** The draft with a panel somewhere else, or of another size, and the others out of its way. */
export function movePanel(draft: Draft, moved: Placed): Draft {
  return withPlacesOf(draft, arrange(placesIn(draft), moved));
}

/** The draft without panels on each other. */
export function tidied(draft: Draft): Draft {
  const places = placesIn(draft);
  return overlapping(places) ? withPlacesOf(draft, arrange(places)) : draft;
}

export function removePanel(draft: Draft, id: number): Draft {
  const panels = panelsIn(draft)
    .filter((panel) => idOf(panel) !== id)
    .map((panel) => {
      const inside = objectsOf(panel['panels']);
      return inside.some((each) => idOf(each) === id)
        ? { ...panel, panels: inside.filter((each) => idOf(each) !== id) }
        : panel;
    });
  const left = { ...draft, panels };
  return withPlacesOf(left, arrange(placesIn(left)));
}

function freeId(draft: Draft): number {
  return 1 + Math.max(0, ...everyPanel(panelsIn(draft)).map(idOf));
}

/** Puts a panel at the top, where it is seen, and says its number. */
export function addPanel(draft: Draft, panel: Json): { draft: Draft; id: number } {
  const id = freeId(draft);
  const { w, h } = placeOf(panel);
  const place = { x: 0, y: 0, w, h };
  const moved = panelsIn(draft).map((each) => {
    const at = placeOf(each);
    return { ...each, gridPos: { x: at.x, y: at.y + h, w: at.w, h: at.h } };
  });
  const next = { ...draft, panels: [{ ...panel, id, gridPos: place }, ...moved] };
  return { draft: withPlacesOf(next, arrange(placesIn(next))), id };
}

/** A copy beside or below the original. */
export function duplicatePanel(draft: Draft, id: number): { draft: Draft; id: number } {
  const panel = panelIn(draft, id);
  if (panel === undefined) return { draft, id };
  const copyId = freeId(draft);
  const { x, y, w, h } = placeOf(panel);
  const beside = x + 2 * w <= columns;
  const gridPos = { x: beside ? x + w : x, y: beside ? y : y + h, w, h };
  const next = { ...draft, panels: [...panelsIn(draft), { ...panel, id: copyId, gridPos }] };
  return { draft: movePanel(next, { id: copyId, ...gridPos }), id: copyId };
}

const newPanels = {
  panel: {
    type: 'timeseries',
    title: '',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    datasource: { type: 'prometheus' },
    targets: [{ refId: 'A', expr: '', legendFormat: '__auto' }],
    fieldConfig: { defaults: { custom: {} }, overrides: [] },
    options: { legend: { showLegend: true, displayMode: 'list', placement: 'bottom' } },
  },
  text: {
    type: 'text',
    title: '',
    gridPos: { x: 0, y: 0, w: 12, h: 4 },
    options: { mode: 'markdown', content: '' },
  },
  row: {
    type: 'row',
    title: '',
    collapsed: false,
    panels: [],
    gridPos: { x: 0, y: 0, w: 24, h: 1 },
  },
} as const;

export type NewPanel = keyof typeof newPanels;
export const newPanelKinds = ['panel', 'text', 'row'] as const;

export function newPanel(kind: NewPanel, title: string): Json {
  return { ...newPanels[kind], title };
}

/** A panel that somebody copied here or in Grafana; undefined for anything else. */
export function pastedPanel(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) &&
      textOf(json['type']) !== '' &&
      !('panels' in json && 'schemaVersion' in json)
      ? json
      : undefined;
  } catch {
    return undefined;
  }
}

/** Folds the panels below a row into it, or lets them out again. */
export function foldRow(draft: Draft, rowId: number): Draft {
  const panels = panelsIn(draft);
  const at = panels.findIndex((panel) => idOf(panel) === rowId);
  const row = panels[at];
  if (row === undefined || row['type'] !== 'row') return draft;
  const after = panels.slice(at + 1);
  if (row['collapsed'] === true) {
    const inside = objectsOf(row['panels']);
    const top = Math.min(...inside.map((panel) => placeOf(panel).y), Infinity);
    const start = placeOf(row).y + 1;
    const out = inside.map((panel) => {
      const { x, y, w, h } = placeOf(panel);
      return { ...panel, gridPos: { x, y: start + y - top, w, h } };
    });
    const height = Math.max(0, ...out.map((panel) => placeOf(panel).y + placeOf(panel).h - start));
    const lower = after.map((panel) => {
      const { x, y, w, h } = placeOf(panel);
      return { ...panel, gridPos: { x, y: y + height, w, h } };
    });
    const open = { ...row, collapsed: false, panels: [] };
    return tidied({ ...draft, panels: [...panels.slice(0, at), open, ...out, ...lower] });
  }
  const next = after.findIndex((panel) => panel['type'] === 'row');
  const inside = next === -1 ? after : after.slice(0, next);
  const folded = { ...row, collapsed: true, panels: inside };
  const left = {
    ...draft,
    panels: [...panels.slice(0, at), folded, ...(next === -1 ? [] : after.slice(next))],
  };
  return withPlacesOf(left, arrange(placesIn(left)));
}
