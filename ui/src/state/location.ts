import { useSyncExternalStore } from 'react';
import { mayLeave } from './leaving';

/** Where the reader is: the path below the base of the site, and what is said after `?`. */
export interface Place {
  readonly path: string;
  readonly params: URLSearchParams;
}

const watchers = new Set<() => void>();
let current: { key: string; place: Place } | undefined;

/** The path that precedes every address of this site, with a slash at its end. */
export function basePath(): string {
  return new URL('.', document.baseURI).pathname;
}

/** The current place, for what happens now. */
export function readPlace(): Place {
  const { pathname, search } = window.location;
  const key = pathname + search;
  if (current?.key !== key) {
    const base = basePath();
    const path = pathname.startsWith(base) ? pathname.slice(base.length - 1) : pathname;
    current = { key, place: { path, params: new URLSearchParams(search) } };
  }
  return current.place;
}

function placeAt(href: string): Place {
  const { pathname, searchParams } = new URL(href, window.location.href);
  const base = basePath();
  const path = pathname.startsWith(base) ? pathname.slice(base.length - 1) : pathname;
  return { path, params: searchParams };
}

/** The browser has gone back already: whoever is to stay is brought there again. */
function onPop(): void {
  const shown = current?.key;
  if (shown !== undefined && !mayLeave(placeAt(window.location.href)))
    window.history.pushState(null, '', shown);
  watchers.forEach((notify) => notify());
}

function watch(onChange: () => void): () => void {
  if (watchers.size === 0) window.addEventListener('popstate', onPop);
  watchers.add(onChange);
  return () => {
    watchers.delete(onChange);
    if (watchers.size === 0) window.removeEventListener('popstate', onPop);
  };
}

/** The current place; the component renders again when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(watch, readPlace);
}

/** The address of a path below the base, for links. */
export function hrefOf(path: string, params = new URLSearchParams()): string {
  const query = params.toString();
  return basePath().slice(0, -1) + path + (query === '' ? '' : `?${query}`);
}

/** Goes to an address made by hrefOf. Small changes of one view replace it instead of adding a step back. */
export function navigate(href: string, step: 'push' | 'replace' = 'push'): void {
  if (!mayLeave(placeAt(href))) return;
  if (step === 'push') window.history.pushState(null, '', href);
  else window.history.replaceState(null, '', href);
  watchers.forEach((notify) => notify());
}

/** Sets the named parameters of the current place, to one value or several; null removes one. */
export function changeParams(
  changes: Readonly<Record<string, string | readonly string[] | null>>,
  step: 'push' | 'replace' = 'push',
): void {
  const { path, params } = readPlace();
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    // In its place: another order would be another address.
    if (typeof value === 'string') next.set(name, value);
    else next.delete(name);
    if (typeof value === 'object') value?.forEach((each) => next.append(name, each));
  }
  if (next.toString() !== params.toString()) navigate(hrefOf(path, next), step);
}
