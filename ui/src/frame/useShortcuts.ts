import { useEffect, useRef } from 'react';
import { pages } from '../pages';
import { hrefOf, navigate } from '../state/location';
import { pageWideParams } from '../state/timeRange';

export interface ShortcutActions {
  readonly openPalette: () => void;
  readonly openShortcuts: () => void;
  readonly refresh: () => void;
}

// Two keys that belong together are typed within this time.
const chordMillis = 1_500;

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"]') !== null
  );
}

function goTo(letter: string): boolean {
  const page = pages.find((each) => each.letter === letter);
  if (page === undefined) return false;
  navigate(hrefOf(page.paths[0], pageWideParams(new URLSearchParams(window.location.search))));
  return true;
}

/** Puts the cursor into the page's own search field or editor: the first one marked so. */
function focusPageSearch(): boolean {
  const field = document.querySelector<HTMLElement>(
    '[data-page-search] input, [data-page-search] [contenteditable="true"]',
  );
  field?.focus();
  return field !== null;
}

/** Moves the focus between rows marked as such, as j and k do everywhere. */
function moveRow(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = rows.findIndex((row) => row === document.activeElement);
  const next = rows[focused === -1 ? 0 : focused + step];
  next?.focus();
  return next !== undefined;
}

/** The keys that work on every page. */
export function useShortcuts(actions: ShortcutActions): void {
  // Times count from when the page was opened: the first key of a page is no second one.
  const chordStart = useRef(-chordMillis);
  useEffect(() => {
    const single = (key: string): boolean => {
      if (key === '?') actions.openShortcuts();
      else if (key === 'r') actions.refresh();
      else if (key === 'j' || key === 'k') return moveRow(key === 'j' ? 1 : -1);
      else return key === '/' && focusPageSearch();
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        actions.openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const inChord = event.timeStamp - chordStart.current < chordMillis;
      chordStart.current = event.key === 'g' ? event.timeStamp : -chordMillis;
      if (inChord ? goTo(event.key) : single(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions]);
}
