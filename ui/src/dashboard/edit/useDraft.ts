import { useMemo, useReducer } from 'react';
import type { Draft } from './draft';

interface Steps {
  readonly past: readonly Draft[];
  readonly present: Draft;
  readonly future: readonly Draft[];
  /** What the last step belongs to: changes of one kind in a row are one step. */
  readonly kind: string;
}

type Deed =
  | { readonly type: 'change'; readonly change: (draft: Draft) => Draft; readonly kind: string }
  | { readonly type: 'undo' | 'redo' };
const mostSteps = 100;

export function step(steps: Steps, deed: Deed): Steps {
  const { past, present, future } = steps;
  switch (deed.type) {
    case 'change': {
      const next = deed.change(present);
      if (next === present) return steps;
      const joins = deed.kind !== '' && deed.kind === steps.kind;
      return {
        past: joins ? past : [...past, present].slice(-mostSteps),
        present: next,
        future: [],
        kind: deed.kind,
      };
    }
    case 'undo': {
      const before = past.at(-1);
      if (before === undefined) return steps;
      return { past: past.slice(0, -1), present: before, future: [present, ...future], kind: '' };
    }
    case 'redo': {
      const [after, ...rest] = future;
      if (after === undefined) return steps;
      return { past: [...past, present], present: after, future: rest, kind: '' };
    }
  }
}

export interface Drafting {
  readonly draft: Draft;
  /** Whether something would be lost by leaving. */
  readonly dirty: boolean;
  /** Those of the same kind in a row, such as letters of a title, are undone together. */
  readonly change: (change: (draft: Draft) => Draft, kind?: string) => void;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
}

/** A draft of a dashboard, with the way back. */
export function useDraft(start: Draft): Drafting {
  const [{ past, present, future }, dispatch] = useReducer(step, {
    past: [],
    present: start,
    future: [],
    kind: '',
  });
  return useMemo(
    () => ({
      draft: present,
      dirty: present !== start && JSON.stringify(present) !== JSON.stringify(start),
      change: (change, kind = '') => dispatch({ type: 'change', change, kind }),
      undo: past.length === 0 ? undefined : () => dispatch({ type: 'undo' }),
      redo: future.length === 0 ? undefined : () => dispatch({ type: 'redo' }),
    }),
    [past, present, future, start],
  );
}
