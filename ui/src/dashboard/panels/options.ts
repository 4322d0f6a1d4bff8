import { numberOf, objectOf, oneOf, textOf, textsOf, type Json } from '../model/json';
import type { ReduceOptions } from '../data/fieldViews';

/** How stat, gauge, bars and pie come to one value of each series. */
export function reduceOptions(options: Json): ReduceOptions {
  const reduce = objectOf(options['reduceOptions']);
  return {
    calculation: textsOf(reduce['calcs'])[0] ?? 'lastNotNull',
    eachRow: reduce['values'] === true,
    mostRows: numberOf(reduce['limit']) ?? 25,
  };
}

export interface LegendOptions {
  readonly mode: 'list' | 'table' | 'hidden';
  readonly placement: 'bottom' | 'right';
  readonly calculations: readonly string[];
}

export function legendOptions(options: Json): LegendOptions {
  const legend = objectOf(options['legend']);
  const hidden = legend['showLegend'] === false || legend['displayMode'] === 'hidden';
  return {
    mode: hidden ? 'hidden' : oneOf(['list', 'table'], legend['displayMode']),
    placement: oneOf(['bottom', 'right'], legend['placement']),
    calculations: textsOf(legend['calcs']),
  };
}

/** Whether the pointer is told of all series, the nearest, or none. */
export function tooltipMode(options: Json): 'multi' | 'single' | 'none' {
  return oneOf(['multi', 'single', 'none'], textOf(objectOf(options['tooltip'])['mode']));
}
