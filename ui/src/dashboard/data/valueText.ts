import { scaleFor, unitFormat, type UnitFormat } from './units';

/** A value ready to be shown: the number apart from what stands around it. */
export interface ValueText {
  readonly prefix: string;
  readonly text: string;
  readonly suffix: string;
}

const minus = (text: string) => text.replace(/^-/, '−');

// Written as such in PromQL; no unit makes sense of them.
function odd(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '−Inf' : undefined;
}

/** Enough digits to tell values apart, and no more: three that count. */
function usualDecimals(scaled: number): number {
  const magnitude = Math.abs(scaled);
  if (magnitude === 0 || Number.isInteger(scaled)) return 0;
  if (magnitude >= 100) return 0;
  if (magnitude >= 10) return 1;
  if (magnitude >= 1) return 2;
  return Math.min(8, 2 - Math.floor(Math.log10(magnitude)));
}

function numberText(scaled: number, decimals: number | undefined): string {
  const text = scaled.toFixed(Math.min(20, Math.max(0, decimals ?? usualDecimals(scaled))));
  // Zeros at the end say something only where their number was asked for.
  return minus(decimals === undefined && text.includes('.') ? text.replace(/\.?0+$/, '') : text);
}

/** The value in the size of its unit that suits it. */
export function valueText(
  value: number,
  unit: string,
  decimals: number | undefined,
  locale: string,
): ValueText {
  const special = odd(value);
  if (special !== undefined) return { prefix: '', text: special, suffix: '' };
  const format = unitFormat(unit);
  if (format.write) return { prefix: '', text: format.write(value, decimals, locale), suffix: '' };
  const { factor, suffix } = scaleFor(format, value);
  const scaled = value / factor;
  const text =
    Math.abs(scaled) >= 1e15 || (scaled !== 0 && Math.abs(scaled) < 1e-8)
      ? minus(scaled.toExponential(2))
      : numberText(scaled, decimals);
  return { prefix: format.prefix, text, suffix };
}

/** The same as one text. */
export function plainValueText(
  value: number,
  unit: string,
  decimals: number | undefined,
  locale: string,
): string {
  const { prefix, text, suffix } = valueText(value, unit, decimals, locale);
  return prefix + text + suffix;
}

/** The labels of an axis: one size and one number of decimals for all of them. */
export function axisTexts(
  values: readonly number[],
  unit: string,
  decimals: number | undefined,
  locale: string,
): string[] {
  const format: UnitFormat = unitFormat(unit);
  const { write } = format;
  if (write) return values.map((value) => write(value, decimals, locale));
  const largest = Math.max(0, ...values.map(Math.abs));
  const { factor, suffix } = scaleFor(format, largest);
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0)) / factor;
  // Fewer than the steps need would write the same beside several of them.
  const digits = Math.max(decimals ?? 0, stepDecimals(step));
  return values.map((value) => format.prefix + minus((value / factor).toFixed(digits)) + suffix);
}

/** As many decimals as steps of this size need to differ. */
function stepDecimals(step: number): number {
  if (step === 0 || !Number.isFinite(step)) return 0;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const leading = step * 10 ** digits;
  return Math.min(12, digits + (Math.abs(leading - Math.round(leading)) > 1e-6 ? 1 : 0));
}
