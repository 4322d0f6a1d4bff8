/** One of the sizes that a unit comes in, such as kibibytes. */
export interface Scale {
  readonly factor: number;
  /** With the space before it where there is one. */
  readonly suffix: string;
}

/** A unit as dashboards name it: sizes to choose from, or words of its own. */
export interface UnitFormat {
  /** From the largest to the smallest. */
  readonly scales: readonly Scale[];
  readonly prefix: string;
  /** Where a value is not a number with a suffix. */
  readonly write?: (value: number, decimals: number | undefined, locale: string) => string;
}

const scaled = (scales: readonly Scale[], prefix = ''): UnitFormat => ({ scales, prefix });
const plain = (suffix: string): UnitFormat => scaled([{ factor: 1, suffix }]);
const written = (write: NonNullable<UnitFormat['write']>): UnitFormat => ({
  scales: [{ factor: 1, suffix: '' }],
  prefix: '',
  write,
});

const small = ['', 'm', 'µ', 'n', 'p', 'f'];
const large = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Prefixes by thousands; `unit` is the place of the size that values come in. */
function si(symbol: string, at = 0, between = ' '): UnitFormat {
  const scales: Scale[] = [];
  for (let power = large.length - 1; power >= 0; power--)
    scales.push({
      factor: 1_000 ** (power - at),
      suffix: `${between}${large[power] ?? ''}${symbol}`,
    });
  for (let power = 1; power <= 3 - Math.min(0, at) && power < small.length; power++)
    scales.push({
      factor: 1_000 ** (-power - at),
      suffix: `${between}${small[power] ?? ''}${symbol}`,
    });
  return scaled(scales);
}

/** Like `si`, but never smaller than one: there is no thousandth of a byte. */
function counted(symbol: string, at = 0): UnitFormat {
  return scaled(si(symbol, at).scales.filter(({ suffix }) => !/^ [mµnpf]/.test(suffix)));
}

function binary(symbol: string, at = 0): UnitFormat {
  const prefixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
  return scaled(
    prefixes
      .map((prefix, power) => ({ factor: 1_024 ** (power - at), suffix: ` ${prefix}${symbol}` }))
      .toReversed(),
  );
}

/** `12.3 K ops/s` as `12.3 kops/s`: counts of things per time. */
const rate = (symbol: string): UnitFormat =>
  scaled([
    { factor: 1e12, suffix: ` T${symbol}` },
    { factor: 1e9, suffix: ` G${symbol}` },
    { factor: 1e6, suffix: ` M${symbol}` },
    { factor: 1e3, suffix: ` k${symbol}` },
    { factor: 1, suffix: ` ${symbol}` },
  ]);

const shortScales: readonly Scale[] = [
  { factor: 1e15, suffix: ' P' },
  { factor: 1e12, suffix: ' T' },
  { factor: 1e9, suffix: ' G' },
  { factor: 1e6, suffix: ' M' },
  { factor: 1e3, suffix: ' k' },
  { factor: 1, suffix: '' },
];

// Seconds in each, largest first.
const times: readonly (readonly [string, number])[] = [
  ['years', 31_536_000],
  ['weeks', 604_800],
  ['days', 86_400],
  ['hours', 3_600],
  ['mins', 60],
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
];

const timeSuffixes: Readonly<Record<string, string>> = {
  years: ' y',
  weeks: ' wk',
  days: ' d',
  hours: ' h',
  mins: ' min',
};

/** A stretch of time whose values come in units of so many seconds. */
function time(unitSeconds: number): UnitFormat {
  return scaled(
    times.map(([name, seconds]) => ({
      factor: seconds / unitSeconds,
      suffix: timeSuffixes[name] ?? ` ${name}`,
    })),
  );
}

/** `1 d 2 h 3 min`: the largest two units that there are. */
function longTime(unitSeconds: number): UnitFormat {
  return written((value) => {
    let rest = Math.round(Math.abs(value) * unitSeconds);
    const parts: string[] = [];
    for (const [name, seconds] of times.slice(0, 6)) {
      const count = Math.floor(rest / seconds);
      rest -= count * seconds;
      if (count > 0) parts.push(`${count}${timeSuffixes[name] ?? ' s'}`);
      if (parts.length === 3) break;
    }
    return (value < 0 ? '−' : '') + (parts.join(' ') || '0 s');
  });
}

function clock(unitSeconds: number): UnitFormat {
  const pad = (part: number) => String(part).padStart(2, '0');
  return written((value) => {
    const seconds = Math.round(Math.abs(value) * unitSeconds);
    const text = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
    return (value < 0 ? '−' : '') + text.map(pad).join(':');
  });
}

const instant = (options: Intl.DateTimeFormatOptions): UnitFormat =>
  written((value, _decimals, locale) =>
    Number.isFinite(value) ? new Intl.DateTimeFormat(locale, options).format(value) : '',
  );

const words = (yes: string, no: string): UnitFormat => written((value) => (value === 0 ? no : yes));

const currency = (symbol: string): UnitFormat => scaled(shortScales, symbol);

const percent = (factor: number): UnitFormat => scaled([{ factor, suffix: '%' }]);

/** By the names that Grafana stores; those that are not here are shown behind the number. */
const units: Readonly<Record<string, UnitFormat>> = {
  none: plain(''),
  string: plain(''),
  short: scaled(shortScales),
  sishort: si('', 0, ''),
  percent: percent(1),
  percentunit: percent(0.01),
  humidity: plain('%H'),
  dB: plain(' dB'),
  locale: written((value, decimals, locale) =>
    value.toLocaleString(locale, decimals === undefined ? {} : { maximumFractionDigits: decimals }),
  ),
  hex: written((value) => Math.floor(value).toString(16).toUpperCase()),
  hex0x: written((value) => `0x${Math.floor(value).toString(16).toUpperCase()}`),
  sci: written((value, decimals) => value.toExponential(decimals)),
  pixel: plain(' px'),
  bool: words('True', 'False'),
  bool_yes_no: words('Yes', 'No'),
  bool_on_off: words('On', 'Off'),

  bytes: binary('B'),
  kbytes: binary('B', 1),
  mbytes: binary('B', 2),
  gbytes: binary('B', 3),
  tbytes: binary('B', 4),
  pbytes: binary('B', 5),
  decbytes: counted('B'),
  deckbytes: counted('B', 1),
  decmbytes: counted('B', 2),
  decgbytes: counted('B', 3),
  dectbytes: counted('B', 4),
  decpbytes: counted('B', 5),
  bits: binary('b'),
  decbits: counted('b'),

  binBps: binary('B/s'),
  Bps: counted('B/s'),
  binbps: binary('b/s'),
  bps: counted('b/s'),
  KiBs: binary('B/s', 1),
  MiBs: binary('B/s', 2),
  GiBs: binary('B/s', 3),
  TiBs: binary('B/s', 4),
  KBs: counted('B/s', 1),
  MBs: counted('B/s', 2),
  GBs: counted('B/s', 3),
  TBs: counted('B/s', 4),
  Kibits: binary('b/s', 1),
  Mibits: binary('b/s', 2),
  Gibits: binary('b/s', 3),
  Kbits: counted('b/s', 1),
  Mbits: counted('b/s', 2),
  Gbits: counted('b/s', 3),
  pps: rate('p/s'),

  cps: rate('c/s'),
  ops: rate('ops/s'),
  reqps: rate('req/s'),
  rps: rate('rd/s'),
  wps: rate('wr/s'),
  iops: rate('io/s'),
  eps: rate('evt/s'),
  mps: rate('msg/s'),
  recps: rate('rec/s'),
  rowsps: rate('rows/s'),
  cpm: rate('c/min'),
  opm: rate('ops/min'),
  reqpm: rate('req/min'),
  rpm: rate('rd/min'),
  wpm: rate('wr/min'),
  epm: rate('evt/min'),
  mpm: rate('msg/min'),

  ns: time(1e-9),
  µs: time(1e-6),
  ms: time(1e-3),
  s: time(1),
  m: time(60),
  h: time(3_600),
  d: time(86_400),
  dtdurationms: longTime(1e-3),
  dtdurations: longTime(1),
  dthms: clock(1),
  dthmsms: clock(1e-3),
  timeticks: longTime(0.01),
  clockms: longTime(1e-3),
  clocks: longTime(1),

  dateTimeAsIso: instant({ dateStyle: 'short', timeStyle: 'medium' }),
  dateTimeAsIsoNoDateIfToday: instant({ dateStyle: 'short', timeStyle: 'medium' }),
  dateTimeAsUS: instant({ dateStyle: 'short', timeStyle: 'medium' }),
  dateTimeAsLocal: instant({ dateStyle: 'short', timeStyle: 'medium' }),
  dateTimeAsSystem: instant({ dateStyle: 'short', timeStyle: 'medium' }),
  dateTimeFromNow: written((value, _decimals, locale) => fromNow(value, locale)),

  hertz: si('Hz'),
  rotrpm: scaled([
    { factor: 1e3, suffix: ' krpm' },
    { factor: 1, suffix: ' rpm' },
  ]),
  rothz: si('Hz'),
  celsius: plain(' °C'),
  fahrenheit: plain(' °F'),
  kelvin: plain(' K'),
  volt: si('V'),
  mvolt: si('V', -1),
  kvolt: si('V', 1),
  amp: si('A'),
  mamp: si('A', -1),
  watt: si('W'),
  kwatt: si('W', 1),
  mwatt: si('W', -1),
  watth: si('Wh'),
  kwatth: si('Wh', 1),
  joule: si('J'),
  ohm: si('Ω'),
  dBm: plain(' dBm'),
  farad: si('F'),
  lumens: si('Lm'),
  lengthmm: si('m', -1),
  lengthm: si('m'),
  lengthkm: si('m', 1),
  massg: si('g'),
  masskg: si('g', 1),
  velocityms: plain(' m/s'),
  velocitykmh: plain(' km/h'),
  pressurehpa: plain(' hPa'),
  pressurebar: si('bar'),
  flowcms: plain(' m³/s'),
  flowlpm: plain(' L/min'),
  litre: si('L'),
  degree: plain('°'),
  radian: plain(' rad'),
  conppm: plain(' ppm'),
  flops: si('FLOPS'),

  currencyUSD: currency('$'),
  currencyEUR: currency('€'),
  currencyGBP: currency('£'),
  currencyJPY: currency('¥'),
  currencyCHF: currency('CHF '),
};

function fromNow(millis: number, locale: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = (millis - Date.now()) / 1_000;
  const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const [unit, size] = steps.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return relative.format(Math.round(seconds / size), unit);
}

/** Units that are written out: `suffix: items`, `prefix:v`, `count:req`, `si:mF`, `currency:zł`. */
function spelledOut(unit: string): UnitFormat | undefined {
  const separator = unit.indexOf(':');
  if (separator <= 0) return undefined;
  const text = unit.slice(separator + 1);
  switch (unit.slice(0, separator)) {
    case 'suffix':
      return plain(text.startsWith(' ') ? text : ` ${text}`);
    case 'prefix':
      return { ...plain(''), prefix: text };
    case 'count':
      return rate(text);
    case 'si': {
      const at = small.indexOf(text[0] ?? '');
      if (at > 0 && text.length > 1) return si(text.slice(1), -at);
      const above = large.indexOf(text[0] ?? '');
      return above > 0 && text.length > 1 ? si(text.slice(1), above) : si(text);
    }
    case 'currency':
      return currency(text);
    case 'time':
      return instant({ dateStyle: 'short', timeStyle: 'medium' });
    default:
      return undefined;
  }
}

const fallback = scaled(shortScales);

/** How a unit is written; a number with thousands shortened when none is named. */
export function unitFormat(unit: string): UnitFormat {
  if (unit === '' || unit === 'None') return fallback;
  if (Object.hasOwn(units, unit)) return units[unit] ?? fallback;
  return spelledOut(unit) ?? plain(` ${unit}`);
}

/** The size that suits a magnitude: the largest that is not above it. */
export function scaleFor({ scales }: UnitFormat, magnitude: number): Scale {
  const absolute = Math.abs(magnitude);
  const usual = scales.find(({ factor }) => factor === 1) ?? scales[0] ?? { factor: 1, suffix: '' };
  if (absolute === 0 || !Number.isFinite(absolute)) return usual;
  // Rounding must not give 1000 of one size where the next begins.
  return scales.find(({ factor }) => absolute >= factor * 0.9995) ?? scales.at(-1) ?? usual;
}
