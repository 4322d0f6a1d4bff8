import type { Labels } from '../../api/types';
import { seriesName } from '../../lib/seriesName';

const placeholder = /\{\{\s*(.+?)\s*\}\}/g;

/** A legend such as `{{method}} {{route}}` with the labels of a series put in. */
export function renderLegend(legend: string, labels: Labels): string {
  return legend.replaceAll(placeholder, (_whole, name: string) => labels[name] ?? '');
}

/** The name of a series by its question's legend; by its labels where that says nothing. */
export function seriesLegend(legend: string, labels: Labels, expression: string): string {
  if (legend !== '' && legend !== '__auto') {
    const rendered = renderLegend(legend, labels);
    if (rendered.trim() !== '') return rendered;
  }
  const named = seriesName(labels);
  return named === '{}' ? expression : named;
}
