/** What a value counts; `number` when nothing is known. */
export type Quantity =
  | 'number'
  | 'bytes'
  | 'bits'
  | 'seconds'
  | 'percent'
  | 'fraction'
  | 'instant'
  | 'celsius'
  | 'hertz'
  | 'volts'
  | 'watts'
  | 'joules'
  | 'meters'
  | 'grams';

export interface Unit {
  readonly quantity: Quantity;
  readonly perSecond: boolean;
}

export const plainNumber: Unit = { quantity: 'number', perSecond: false };

interface Scale {
  readonly factor: number;
  readonly suffix: string;
}

const thousands: readonly Scale[] = [
  { factor: 1e12, suffix: 'T' },
  { factor: 1e9, suffix: 'G' },
  { factor: 1e6, suffix: 'M' },
  { factor: 1e3, suffix: 'k' },
  { factor: 1, suffix: '' },
];

const binary = (letter: string): readonly Scale[] =>
  ['P', 'T', 'G', 'M', 'K', ''].map((prefix, index) => ({
    factor: 1024 ** (5 - index),
    suffix: prefix === '' ? ` ${letter}` : ` ${prefix}i${letter}`,
  }));

const time: readonly Scale[] = [
  { factor: 86_400, suffix: ' d' },
  { factor: 3_600, suffix: ' h' },
  { factor: 60, suffix: ' min' },
  { factor: 1, suffix: ' s' },
  { factor: 1e-3, suffix: ' ms' },
  { factor: 1e-6, suffix: ' µs' },
  { factor: 1e-9, suffix: ' ns' },
];

const prefixed = (symbol: string): readonly Scale[] =>
  thousands.map(({ factor, suffix }) => ({ factor, suffix: ` ${suffix}${symbol}` }));

const scales: Readonly<Record<Quantity, readonly Scale[]>> = {
  number: thousands,
  bytes: binary('B'),
  bits: binary('bit'),
  seconds: time,
  percent: [{ factor: 1, suffix: ' %' }],
  fraction: [{ factor: 0.01, suffix: ' %' }],
  instant: thousands,
  celsius: [{ factor: 1, suffix: ' °C' }],
  hertz: prefixed('Hz'),
  volts: prefixed('V'),
  watts: prefixed('W'),
  joules: prefixed('J'),
  meters: prefixed('m'),
  grams: prefixed('g'),
};

/** The scale of an axis, chosen once for all its values by the largest of them. */
export function scaleFor(unit: Unit, largest: number): Scale {
  const choices = scales[unit.quantity];
  const magnitude = Math.abs(largest);
  const fitting = choices.find(({ factor }) => magnitude >= factor) ?? choices.at(-1);
  const base =
    magnitude === 0 || fitting === undefined ? choices.find(({ factor }) => factor === 1) : fitting;
  const { factor, suffix } = base ?? choices[0] ?? { factor: 1, suffix: '' };
  if (!unit.perSecond) return { factor, suffix };
  // A second per second is a share of one, such as processor time: it has no name of its own.
  if (unit.quantity === 'seconds') return { factor: 1, suffix: '' };
  return { factor, suffix: suffix === '' ? '/s' : `${suffix}/s` };
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '−Inf' : undefined;
}

function decimalsOf(scaledStep: number): number {
  if (scaledStep === 0 || !Number.isFinite(scaledStep)) return 0;
  const exponent = Math.floor(Math.log10(scaledStep) + 1e-9);
  const digits = Math.max(0, -exponent);
  // 2.5 needs one digit more than 2 does.
  const leading = scaledStep / 10 ** exponent;
  return Math.min(12, digits + (Math.abs(leading - Math.round(leading)) > 1e-6 ? 1 : 0));
}

const minus = (text: string) => text.replace('-', '−');

/** Label of an axis tick; all ticks of one axis share scale and number of decimals. */
export function formatTick(value: number, scale: Scale, step: number): string {
  const scaled = value / scale.factor;
  const decimals = decimalsOf(step / scale.factor);
  const text =
    Math.abs(scaled) >= 1e6 || (scaled !== 0 && decimals > 6)
      ? scaled.toExponential(2)
      : scaled.toFixed(decimals);
  return minus(text) + scale.suffix;
}

/** A value to read, with up to five significant digits: `1.2346 GiB`, `−42`, `NaN`. */
export function formatValue(value: number, unit: Unit): string {
  const odd = special(value);
  if (odd !== undefined) return odd;
  if (unit.quantity === 'instant')
    return new Date(value * 1_000).toISOString().replace('.000Z', 'Z');
  const { factor, suffix } = scaleFor(unit, value);
  const scaled = value / factor;
  const magnitude = Math.abs(scaled);
  const text =
    magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e6)
      ? scaled.toExponential(4)
      : String(Number(scaled.toPrecision(5)));
  return minus(text) + suffix;
}
