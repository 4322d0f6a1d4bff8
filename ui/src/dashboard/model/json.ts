/** JSON from outside, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

const empty: Json = {};

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one for anything else. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : empty;
}

/** The objects of a list, whatever else is in it; none for anything but a list. */
export function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text, a number as text, or what is said otherwise. */
export function textOf(value: unknown, otherwise = ''): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : otherwise;
}

/** The texts of a list; one text is a list of one. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value)
    ? value.filter((each) => typeof each === 'string' || typeof each === 'number').map(String)
    : [];
}

/** The number, also where it was written as a text; undefined for anything that is none. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The text if it is one of those that are known; the first of them for anything else. */
export function oneOf<T extends string>(known: readonly [T, ...T[]], value: unknown): T {
  return known.find((each) => each === value) ?? known[0];
}

/** What is at a path such as `custom.lineWidth`; undefined where there is no way to it. */
export function atPath(json: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), json);
}

/** The same object with a value at a path such as `custom.lineWidth`; objects on the way are copied. */
export function withPath(target: Json, path: readonly string[], value: unknown): Json {
  const [name, ...rest] = path;
  if (name === undefined || name === '__proto__') return target;
  return {
    ...target,
    [name]: rest.length === 0 ? value : withPath(objectOf(target[name]), rest, value),
  };
}
