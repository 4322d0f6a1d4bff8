import { displayName, rowsIn, type Cell, type Frame } from '../data/frame';
import { joinByField } from '../data/join';

function cellText(value: Cell | undefined, isTime: boolean): string {
  if (value === null || value === undefined) return '';
  const text = isTime && typeof value === 'number' ? new Date(value).toISOString() : String(value);
  // A sheet would take a text that begins so for a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The data of a panel as comma-separated values (RFC 4180), series side by side. */
export function csvOf(frames: readonly Frame[]): string {
  const tables = joinByField(frames, {});
  return tables
    .map((frame) => {
      const head = frame.fields.map((field) => cellText(displayName(field), false)).join(',');
      const rows = Array.from({ length: rowsIn(frame) }, (_, row) =>
        frame.fields.map(({ values, type }) => cellText(values[row], type === 'time')).join(','),
      );
      return [head, ...rows].join('\r\n');
    })
    .join('\r\n\r\n');
}
