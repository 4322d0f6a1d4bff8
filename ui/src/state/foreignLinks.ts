import { readMatchers, writeMatcher } from '../lib/matchers';
import { hrefOf, navigate } from './location';

interface Destination {
  readonly path: string;
  readonly params: URLSearchParams;
}

function alerts(said: URLSearchParams): Destination {
  const params = new URLSearchParams();
  const receiver = said.get('receiver') ?? '';
  const search =
    readMatchers(said.get('filter') ?? '')
      ?.map(writeMatcher)
      .join(', ') ?? '';
  if (receiver !== '') params.set('receiver', receiver);
  if (search !== '') params.set('search', search);
  return { path: '/alerts', params };
}

/** `new` opens the form, an identity that silence; the list is the page itself. */
function silences(rest: string, said: URLSearchParams): Destination {
  const params = new URLSearchParams();
  const id = decodeURIComponent(rest.replace(/^\//, '').replace(/\/edit$/, ''));
  if (id === 'new') {
    const matchers = readMatchers(said.get('filter') ?? '') ?? [];
    params.set('silence', matchers.map(writeMatcher).join('\n'));
  } else if (id !== '') {
    params.set('id', id);
  }
  return { path: '/on-call', params };
}

/**
 * The place here that a link of Alertmanager's messages means: its pages are behind `#`, as in
 * `#/alerts?receiver=team`.
 */
export function placeOfHash(hash: string): Destination | undefined {
  const match = /^#\/(alerts|silences|status|settings)((?:\/[^?]*)?)(?:\?(.*))?$/.exec(hash);
  if (match === null) return undefined;
  const said = new URLSearchParams(match[3] ?? '');
  switch (match[1]) {
    case 'alerts':
      return alerts(said);
    case 'silences':
      return silences(match[2] ?? '', said);
    default:
      return { path: '/status', params: new URLSearchParams() };
  }
}

function follow(): void {
  const place = placeOfHash(window.location.hash);
  if (place !== undefined) navigate(hrefOf(place.path, place.params), 'replace');
}

/** Follows such links, that of this page and those pressed later. */
export function followForeignLinks(): void {
  follow();
  window.addEventListener('hashchange', follow);
}
