import { hrefOf, navigate } from './location';

/** A filter of one matcher is something to search for; the search knows no others. */
function searchOf(filter: string): string {
  const inner = filter.replace(/^\{|\}$/g, '').trim();
  return /^[^,{}="]+="[^"]*"$/.test(inner) ? inner : '';
}

/**
 * The place here that a link of Alertmanager's messages means: its pages are behind `#`, as in
 * `#/alerts?receiver=team`.
 */
export function placeOfHash(hash: string): { path: string; params: URLSearchParams } | undefined {
  const match = /^#\/(alerts|silences|status|settings)\b[^?]*(?:\?(.*))?$/.exec(hash);
  if (match === null) return undefined;
  if (match[1] !== 'alerts') {
    return {
      path: match[1] === 'silences' ? '/alerts' : '/status',
      params: new URLSearchParams(),
    };
  }
  const said = new URLSearchParams(match[2] ?? '');
  const params = new URLSearchParams();
  const receiver = said.get('receiver') ?? '';
  const search = searchOf(said.get('filter') ?? '');
  if (receiver !== '') params.set('receiver', receiver);
  if (search !== '') params.set('search', search);
  return { path: '/alerts', params };
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
