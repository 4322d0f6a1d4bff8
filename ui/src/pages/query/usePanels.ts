import { useState } from 'react';
import { hrefOf, navigate, usePlace } from '../../state/location';
import { readTimeRange, timeRangeParams } from '../../state/timeRange';
import { emptyPanel, readPanels, writePanels, type Panel } from './panels';

export interface PanelOnPage {
  /** Stays with the panel when others are removed before it. */
  readonly id: number;
  readonly panel: Panel;
  readonly change: (changes: Partial<Panel>) => void;
  readonly duplicate: () => void;
  readonly remove: () => void;
}

let lastId = 0;

function idsFor(count: number, known: readonly number[]): number[] {
  return Array.from({ length: count }, (_, index) => known[index] ?? ++lastId);
}

/** Keeps the time range that a Prometheus link said in its panels, which are written anew. */
function withTimeRange(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(timeRangeParams(readTimeRange(params)))) {
    if (value !== null) next.set(name, value);
  }
  return next;
}

/** The panels of the page's address; a change of them is a change of the address. */
export function usePanels(): { panels: PanelOnPage[]; add: () => void } {
  const { path, params } = usePlace();
  const panels = readPanels(params);
  const [ids, setIds] = useState<number[]>(() => idsFor(panels.length, []));
  if (ids.length !== panels.length) setIds(idsFor(panels.length, ids));

  const write = (next: readonly Panel[], step: 'push' | 'replace' = 'push') =>
    navigate(hrefOf(path, writePanels(withTimeRange(params), next)), step);

  return {
    panels: panels.map((panel, index) => ({
      id: ids[index] ?? -index,
      panel,
      change: (changes) =>
        write(
          panels.with(index, { ...panel, ...changes }),
          changes.expression === undefined ? 'replace' : 'push',
        ),
      duplicate: () => {
        setIds(ids.toSpliced(index + 1, 0, ++lastId));
        write(panels.toSpliced(index + 1, 0, panel));
      },
      remove: () => {
        setIds(ids.toSpliced(index, 1));
        write(panels.toSpliced(index, 1));
      },
    })),
    add: () => {
      setIds([...ids, ++lastId]);
      write([...panels, emptyPanel]);
    },
  };
}
