import type { Demand, Demands } from './demand';
import { worlds, type World } from './world';

export type Labels = Readonly<Record<string, string>>;

/** How a value comes from a time. */
type Course = (millis: number) => number;

interface Series {
  readonly labels: Labels;
  readonly course: Course;
}

const usualBounds = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10'];

/** A number between 0 and 1 that a text always has (FNV-1a). */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}

const hourMillis = 3_600_000;

/** Up and down within some twenty minutes, between 0 and 1. */
function wave(millis: number, phase: number): number {
  return (
    0.5 +
    0.35 * Math.sin(millis / 240_000 + phase * 6.28) +
    0.15 * Math.sin(millis / 41_000 + phase * 40)
  );
}

/** Grows at a speed that goes up and down. */
function growing(startMillis: number, perSecond: number, phase: number): Course {
  const swing = (millis: number) => -240 * Math.cos(millis / 240_000 + phase * 6.28);
  const base = swing(startMillis);
  return (millis) =>
    Math.round(
      1_000 * perSecond * ((millis - startMillis) / 1_000 + 0.8 * (swing(millis) - base)),
    ) / 1_000;
}

function scaleOf(metric: string): number {
  // What something else is a part of.
  if (/Total_bytes|size_bytes|capacity|limit|_max_|_max$/.test(metric)) return 4e7;
  if (/bytes|memory/.test(metric)) return 4e6;
  return /_ms(?:_|$)|milli/.test(metric) ? 40 : 1;
}

// Metrics that say yes or no.
const yes = /(?:_info|^up|_up|^ALERTS|_ready|_enabled|_status|_unsealed|_leader)$/;

function gauge(metric: string, phase: number, startMillis: number): Course {
  // Beginnings and other instants lie in the past, and stay there.
  if (/boot_time|start_time|timestamp|created|last_\w*(?:time|reload|success)/.test(metric))
    return () => Math.round(startMillis / 1_000) - 200_000;
  if (/(?:^|_)time_seconds$/.test(metric)) return (millis) => millis / 1_000;
  if (yes.test(metric)) return () => 1;
  if (/ratio|utili[sz]ation|percent$/.test(metric))
    return (millis) => 0.2 + 0.6 * wave(millis, phase);
  const scale = scaleOf(metric) * (20 + 60 * phase);
  return (millis) => Math.round(100 * scale * (0.4 + wave(millis, phase))) / 100;
}

/** The values that comparisons ask for, each for some minutes. */
function stepping(numbers: readonly number[], world: number): Course {
  return (millis) => numbers[(Math.floor(millis / 600_000) + world) % numbers.length] ?? 0;
}

/** The part of all observations that a bucket holds. */
function shareBelow(bound: string): number {
  return bound === '+Inf' ? 1 : 1 - Math.exp(-Number(bound) * 4);
}

class Exporter {
  /** The first value that anyone asks of a label; all have it, so that what is compared fits together. */
  private readonly usualValues = new Map<string, string>();

  constructor(
    demands: Iterable<Demand>,
    private readonly world: World,
    private readonly startMillis: number,
  ) {
    for (const { variants } of demands)
      for (const variant of variants.values())
        for (const [label, value] of variant)
          if (value !== '' && !this.usualValues.has(label)) this.usualValues.set(label, value);
  }

  private valueOf(label: string, index: number): string {
    const known = this.world.values.get(label)?.[index] ?? this.usualValues.get(label);
    if (known !== undefined) return known;
    return label === 'quantile' ? '0.99' : `${label.replaceAll('_', '-')}-1`;
  }

  private labelsOf(demand: Demand, variant: ReadonlyMap<string, string>, index: number): Labels {
    const labels: Record<string, string> = { __name__: demand.metric };
    for (const label of ['job', 'instance', ...demand.labels]) {
      const value = variant.get(label) ?? this.valueOf(label, index);
      if (label !== 'le' && value !== '') labels[label] = value;
    }
    return labels;
  }

  private course(demand: Demand, labels: Labels, index: number): Course {
    const { metric, counter, numbers } = demand;
    const identity = JSON.stringify({ ...labels, __name__: '' });
    const phase = share(identity);
    if (numbers.size > 0 && !counter)
      return stepping([...new Set([...(yes.test(metric) ? [1] : []), ...numbers])], index);
    const isCounter = counter || /_(?:total|count|sum|bucket)$/.test(metric);
    if (!isCounter) return gauge(metric, share(metric + identity), this.startMillis);
    // Of one histogram, all parts grow alike, by a tenth of a second for each observation.
    const perSecond = (0.3 + 0.6 * phase) * scaleOf(metric) * (metric.endsWith('_sum') ? 0.12 : 1);
    return growing(this.startMillis, perSecond, phase);
  }

  /** All series of a metric, in every world and with every combination of values. */
  series(demand: Demand): Series[] {
    const found = new Map<string, Series>();
    const variants: ReadonlyMap<string, string>[] = [...demand.variants.values()];
    if (variants.length === 0) variants.push(new Map());
    for (let index = 0; index < worlds; index++) {
      for (const variant of variants) {
        const labels = this.labelsOf(demand, variant, index);
        const course = this.course(demand, labels, index);
        for (const each of this.buckets(demand, labels, course))
          found.set(JSON.stringify(Object.entries(each.labels).sort()), each);
      }
    }
    return [...found.values()];
  }

  private buckets({ metric, bounds }: Demand, labels: Labels, course: Course): Series[] {
    if (!metric.endsWith('_bucket')) return [{ labels, course }];
    return [...new Set([...usualBounds, ...bounds, '+Inf'])].map((le) => ({
      labels: { ...labels, le },
      course: (millis) => Math.round(1_000 * course(millis) * shareBelow(le)) / 1_000,
    }));
  }
}

function line({ labels, course }: Series, times: readonly number[]): string {
  return JSON.stringify({ metric: labels, values: times.map(course), timestamps: times });
}

function grid(fromMillis: number, toMillis: number, stepMillis: number): number[] {
  const times: number[] = [];
  for (let at = Math.ceil(fromMillis / stepMillis) * stepMillis; at <= toMillis; at += stepMillis)
    times.push(at);
  return times;
}

const scrapeMillis = 15_000;
const monthMillis = 30 * 24 * hourMillis;

/** An hour of everything that is asked for, and as much at each offset: a line of JSON for each series. */
export function history(demands: Demands, world: World, nowMillis: number): string[] {
  // The same for a month, so that what was given before may be given again.
  const startMillis = (Math.floor(nowMillis / monthMillis) - 1) * monthMillis;
  const exporter = new Exporter(demands.byMetric.values(), world, startMillis);
  const recent = grid(nowMillis - hourMillis - 300_000, nowMillis, scrapeMillis);
  return [...demands.byMetric.values()].flatMap((demand) => {
    const past = [...demand.offsets].flatMap((offset) =>
      grid(nowMillis - offset - hourMillis - 300_000, nowMillis - offset, 60_000),
    );
    const times = [...new Set([...past, ...recent])].sort((a, b) => a - b);
    return exporter.series(demand).map((series) => line(series, times));
  });
}
