import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import { dayAt } from '../../../lib/zone';
import type { Lane, Stretch } from './calendar';

export interface StretchTexts {
  /** `22:00 – 06:00`, with dates where they are of different days. */
  readonly times: (stretch: Stretch, zone: string) => string;
  /** Everything in a sentence. */
  readonly whole: (lane: Lane, stretch: Stretch, zone: string) => string;
}

/** How stretches of time are said to the reader. */
export function useStretchTexts(): StretchTexts {
  const t = useStrings().calendar;
  const { locale } = useFormat();
  const times = ({ startMillis, endMillis }: Stretch, zone: string) => {
    const time = { hour: '2-digit', minute: '2-digit', timeZone: zone } as const;
    const date = { ...time, day: 'numeric', month: 'short' } as const;
    const [start, end] = [dayAt(startMillis, zone), dayAt(endMillis - 1, zone)];
    const isOneDay = start.day === end.day && endMillis - startMillis <= 90_000_000;
    const format = new Intl.DateTimeFormat(locale, isOneDay ? time : date);
    return `${format.format(startMillis)} – ${format.format(endMillis)}`;
  };
  const whole = (lane: Lane, stretch: Stretch, zone: string) => {
    const there = lane.zone !== '' && lane.zone !== zone && !lane.zone.includes(',');
    return [
      t.kinds[lane.kind],
      lane.title,
      stretch.text === lane.title ? '' : stretch.text,
      stretch.mark === '' ? '' : t.marks[stretch.mark],
      times(stretch, zone),
      there ? `${times(stretch, lane.zone)} ${lane.zone}` : '',
    ]
      .filter((text) => text !== '')
      .join(' · ');
  };
  return { times, whole };
}
