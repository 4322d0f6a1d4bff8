import { show, shownText, type Shown } from '../data/display';
import { fieldViews } from '../data/fieldViews';
import { timeFieldOf, type Cell, type Frame } from '../data/frame';
import type { FieldConfig } from '../model/types';

/** A stretch of time during which a value stayed the same. */
export interface StateSpan {
  readonly startMillis: number;
  readonly endMillis: number;
  readonly text: string;
  readonly colour: string;
}

export interface StateRow {
  readonly key: string;
  readonly name: string;
  readonly spans: readonly StateSpan[];
}

const sameText = (a: Shown, b: Shown) => shownText(a) === shownText(b) && a.colour === b.colour;

/** Neighbouring times with the same state become one span; a gap is one without anything. */
function spansOf(
  times: readonly Cell[],
  values: readonly Cell[],
  stepMillis: number,
  merged: boolean,
  write: (value: Cell) => Shown,
): StateSpan[] {
  const spans: StateSpan[] = [];
  let before: { shown: Shown; index: number } | undefined;
  values.forEach((value, index) => {
    if (value === null) {
      before = undefined;
      return;
    }
    const shown = write(value);
    const startMillis = Number(times[index]);
    const last = spans.at(-1);
    if (
      merged &&
      last !== undefined &&
      before?.index === index - 1 &&
      sameText(before.shown, shown)
    )
      spans[spans.length - 1] = { ...last, endMillis: startMillis + stepMillis };
    else
      spans.push({
        startMillis,
        endMillis: startMillis + stepMillis,
        text: shownText(shown),
        colour: shown.colour ?? 'var(--series-0)',
      });
    before = { shown, index };
  });
  return spans;
}

/** What a timeline of states shows, a row for each series. */
export function stateRows(
  frames: readonly Frame[],
  config: FieldConfig,
  locale: string,
  merged: boolean,
): StateRow[] {
  return fieldViews(frames, config)
    .filter(({ field, frame }) => field.type !== 'time' && timeFieldOf(frame) !== undefined)
    .map(({ field, frame, name, settings, place }, index) => {
      const times = timeFieldOf(frame)?.values ?? [];
      const stepMillis = Math.max(1, Number(times[1] ?? 0) - Number(times[0] ?? 0));
      return {
        key: `${index}/${name}`,
        name,
        spans: spansOf(times, field.values, stepMillis, merged, (value) =>
          show(settings, value, locale, place),
        ),
      };
    });
}
