import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { hrefOf, navigate, readPlace, usePlace, type Place } from '../state/location';
import { pageWideParams } from '../state/timeRange';

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** Path below the base of the site, such as `/targets`. */
  readonly to: string;
  readonly params?: Readonly<Record<string, string>>;
}

type Params = Readonly<Record<string, string>>;

function hrefFrom(place: Place, to: string, params: Params): string {
  const carried = pageWideParams(place.params);
  for (const [name, value] of Object.entries(params)) carried.set(name, value);
  return hrefOf(to, carried);
}

/** The address of a page that takes the current time range and refresh along. */
export function useHref(to: string, params: Params = {}): string {
  return hrefFrom(usePlace(), to, params);
}

/** The same for now, for what goes there at once. */
export function hrefWith(to: string, params: Params = {}): string {
  return hrefFrom(readPlace(), to, params);
}

function opensElsewhere(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

/** A link inside the site: a real one, followed without loading the page anew. */
export function Link({ to, params, onClick, ...rest }: LinkProps) {
  const href = useHref(to, params);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || opensElsewhere(event)) return;
    event.preventDefault();
    navigate(href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}
