/** Writes the chosen values of a variable into a text. */
type Format = (values: readonly string[], name: string, argument: string) => string;

/** Characters that mean something in a regular expression, each with a backslash before it. */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** For a label that is compared as a whole: what would end the PromQL string is escaped. */
export function promqlText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

/** A pattern that fits just this text, as it stands between quotes in PromQL. */
function escapePromqlRegex(text: string): string {
  return promqlText(text.replaceAll(/[\\$^*{}[\]+?.()|]/g, '\\$&'));
}

/** For `=~`: one value, or several as alternatives. */
export function promqlRegex(values: readonly string[]): string {
  const escaped = values.map(escapePromqlRegex);
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
}

const glob: Format = (values) =>
  values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`;

const regex: Format = (values) => {
  const escaped = values.map(escapeRegex);
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
};

const lucene: Format = (values) => {
  const escape = (value: string) => value.replaceAll(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, '\\$1');
  if (values.length === 0) return '__empty__';
  if (values.length === 1) return escape(values[0] ?? '');
  return `(${values.map((value) => `"${escape(value)}"`).join(' OR ')})`;
};

const percent = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const html = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const quotedBy =
  (quote: string, escaped: string): Format =>
  (values) =>
    values.map((value) => quote + value.replaceAll(quote, escaped) + quote).join(',');

/** Of several values, all but the first are written with the variable's name before them. */
const distributed: Format = (values, name) =>
  values.map((value, index) => (index === 0 ? value : `${name}=${value}`)).join(',');

/** The formats of `${name:format}`, by name. */
export const formats: Readonly<Record<string, Format>> = {
  glob,
  regex,
  lucene,
  distributed,
  csv: (values) => values.join(','),
  pipe: (values) => values.join('|'),
  raw: (values) => values.join(','),
  text: (values) => values.join(' + '),
  join: (values, _name, separator) => values.join(separator === '' ? ',' : separator),
  json: (values) => JSON.stringify(values.length === 1 ? values[0] : values),
  html: (values) => html(values.join(', ')),
  percentencode: (values) =>
    percent(values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`),
  uriencode: (values) =>
    encodeURI(values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`),
  singlequote: quotedBy("'", "\\'"),
  doublequote: quotedBy('"', '\\"'),
  sqlstring: quotedBy("'", "''"),
  queryparam: (values, name) =>
    values.map((value) => `var-${percent(name)}=${percent(value)}`).join('&'),
};
