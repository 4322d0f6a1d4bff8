import type { ExplainStrings } from '../../../i18n/explain';
import { readableDuration } from '../../../lib/duration';
import type { Detail, Reason } from './types';

type Details = Reason['details'];

function text(details: Details, name: string): string {
  const value = details[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function number(details: Details, name: string): number | undefined {
  const value = details[name];
  return typeof value === 'number' ? value : undefined;
}

function isList(value: Detail | undefined): value is readonly string[] {
  return Array.isArray(value);
}

function list(details: Details, name: string): string {
  const value = details[name];
  return isList(value) ? value.join(', ') : '';
}

/** Labels as one writes them in a matcher; an absent one as the empty text. */
function labels(details: Details, name: string): string {
  const value = details[name];
  if (typeof value !== 'object' || isList(value)) return '';
  return Object.entries(value)
    .map(([label, wanted]) => `${label}=${JSON.stringify(wanted)}`)
    .join(', ');
}

function duration(details: Details, name: string): string {
  const millis = number(details, name);
  return millis === undefined ? '' : readableDuration(millis);
}

function noSamples(
  details: Details,
  t: ExplainStrings['reasons'],
  writeTime: (millis: number) => string,
): string {
  const newest = number(details, 'newestSampleMillis');
  const reach = duration(details, 'rangeMillis') || duration(details, 'lookbackMillis');
  const sentence = t.noSamplesInTime(
    number(details, 'series') ?? 0,
    reach,
    newest === undefined ? '' : writeTime(newest),
  );
  return details['ended'] === true ? `${sentence} ${t.ended}` : sentence;
}

function labelsOnOneSide(details: Details, t: ExplainStrings['reasons']): string {
  const left = list(details, 'leftOnly');
  const right = list(details, 'rightOnly');
  const clause = text(details, 'clause');
  return [
    left !== '' && t.leftOnlyLabels(left),
    right !== '' && t.rightOnlyLabels(right),
    clause !== '' && t.matchWith(clause),
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function needsTwoSamples(details: Details, t: ExplainStrings['reasons']): string {
  const interval = number(details, 'intervalMillis');
  return t.needsTwoSamples(
    text(details, 'function'),
    duration(details, 'rangeMillis'),
    duration(details, 'intervalMillis'),
    interval === undefined ? '' : readableDuration(4 * interval),
  );
}

function neverTrue(details: Details, t: ExplainStrings['reasons']): string {
  const min = text(details, 'min');
  return t.comparisonNeverTrue(
    text(details, 'operator'),
    min === '' ? '' : t.bounds(min, text(details, 'max')),
  );
}

/** A reason as a sentence of the reader's language; of a kind unknown here, the server's own words. */
export function reasonText(
  { kind, message, details }: Reason,
  { reasons: t, side: sides }: ExplainStrings,
  writeTime: (millis: number) => string,
): string {
  const side = details['side'] === 'left' ? sides.left : sides.right;
  switch (kind) {
    case 'noSuchMetric':
      return t.noSuchMetric(text(details, 'metric'), list(details, 'nearest'));
    case 'metricAtOtherTimes':
      return t.metricAtOtherTimes(text(details, 'metric'));
    case 'matcherEmpties':
      return t.matcherEmpties(
        text(details, 'matcher'),
        text(details, 'label'),
        list(details, 'nearest'),
      );
    case 'labelMissing':
      return t.labelMissing(text(details, 'label'), text(details, 'matcher'));
    case 'matchersTogether':
      return t.matchersTogether(list(details, 'matchers'));
    case 'noSamplesInTime':
      return noSamples(details, t, writeTime);
    case 'needsTwoSamples':
      return needsTwoSamples(details, t);
    case 'comparisonNeverTrue':
      return neverTrue(details, t);
    case 'sideEmpty':
      return t.sideEmpty(side);
    case 'noSuchValue':
      return t.noSuchValue(side, labels(details, 'labels'), labels(details, 'nearest'));
    case 'labelsDiffer':
      return t.labelsDiffer(side, labels(details, 'labels'), labels(details, 'nearest'));
    case 'labelsOnOneSide':
      return labelsOnOneSide(details, t);
    case 'neverAtTheSameTime':
      return t.neverAtTheSameTime;
    case 'comparisonFalse':
      return t.comparisonFalse(text(details, 'operator'));
    case 'otherSideHasIt':
      return t.otherSideHasIt(text(details, 'operator'));
    case 'incompatibleSamples':
      return t.incompatibleSamples(text(details, 'operator'));
    case 'severalOnOneSide':
      return t.severalOnOneSide(
        number(details, 'count') ?? 0,
        side,
        list(details, 'labels'),
        text(details, 'grouping'),
      );
    default:
      return message;
  }
}
