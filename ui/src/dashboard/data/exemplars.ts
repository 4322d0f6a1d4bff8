import type { Exemplar, Labels, SeriesExemplars } from '../../api/types';
import type { Link } from '../model/types';

/** A single observation, with the question that it was found for. */
export interface PanelExemplar extends Exemplar {
  readonly expression: string;
}

// More diamonds than these cover each other and the lines.
const mostShown = 120;

/** The largest of each stretch of time: outliers are what an exemplar is looked up for. */
export function thinnedExemplars(
  series: readonly SeriesExemplars[],
  expression: string,
  startSeconds: number,
  endSeconds: number,
  most = mostShown,
): PanelExemplar[] {
  const span = Math.max(1, endSeconds - startSeconds);
  const kept = new Map<number, PanelExemplar>();
  for (const exemplar of series.flatMap(({ exemplars }) => exemplars)) {
    const { timestamp, value } = exemplar;
    if (!Number.isFinite(Number(value))) continue;
    const cell = Math.floor(((timestamp - startSeconds) / span) * most);
    const before = kept.get(cell);
    if (before === undefined || Number(value) > Number(before.value))
      kept.set(cell, { ...exemplar, expression });
  }
  return [...kept.values()].toSorted((a, b) => a.timestamp - b.timestamp);
}

const ownLabel = /\$\{__field\.labels(?:\.([^}]+)|\[["']?([^}"']+)["']?\])\}/g;

/**
 * The links of a panel's values that name labels of an exemplar, with these put in: where its trace
 * is, for example.
 */
export function exemplarLinks(links: readonly Link[], labels: Labels): Link[] {
  return links.flatMap((link) => {
    const named = [...link.url.matchAll(ownLabel)].map(([, name, quoted]) => name ?? quoted ?? '');
    if (named.length === 0 || !named.every((name) => Object.hasOwn(labels, name))) return [];
    const url = link.url.replaceAll(ownLabel, (_, name?: string, quoted?: string) =>
      encodeURIComponent(labels[name ?? quoted ?? ''] ?? ''),
    );
    return [{ ...link, url }];
  });
}
