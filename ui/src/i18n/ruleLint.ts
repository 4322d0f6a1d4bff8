/** What is odd about rules. */
export const checksEn = {
  'self-division': 'Divided by itself',
  'quantile-of-bare-name': 'Quantile of a histogram’s bare name',
  'quantile-per-series': 'Quantile of each series alone',
  'quantile-out-of-buckets': 'Threshold outside of the buckets',
  'ratio-as-percent': 'Ratio shown as a percentage',
  'raw-counter': 'Counter without a rate',
  'zero-counter': 'Counter compared with 0',
  'rate-of-gauge': 'Rate of a gauge',
  'difference-of-counter': 'Difference of a counter',
  'unit-mismatch': 'Different units',
  'zero-of-absent': '0 of what may be absent',
  'vanished-target': 'Silent when the target is gone',
  'unaggregated-rate': 'Each series compared alone',
  'short-for': 'Shorter than the interval',
  'short-range': 'Window too short',
  'free-space': 'Free space of every kind',
  'load-per-core': 'Load without the number of cores',
  'never-up': 'Target that was never up',
  'no-series': 'Nothing matches',
  'unknown-severity': 'Severity that no route knows',
  'no-destination': 'Nobody is told',
  'counter-as-current': 'Counter of all as what is there now',
  'counter-or-gauge': 'Counter here, gauge there',
  'label-by-two-names': 'One label by two names',
  'unbounded-label': 'Label without a bound',
  'changing-label': 'Value in a label',
};

export const ruleLintEn = {
  findings: 'What is odd about it',
  instead: 'instead:',
  checks: checksEn as Readonly<Record<string, string>>,
  /** The server writes them in English. */
  reasons: {} as Readonly<Record<string, string>>,
};
