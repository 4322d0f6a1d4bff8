import type { ReactNode } from 'react';
import classes from './StatusMark.module.css';

export type Status = 'critical' | 'warning' | 'info' | 'ok' | 'unknown' | 'silenced';

// Each status has its own outline, so that colour is never the only signal.
const shapes: Readonly<Record<Status, ReactNode>> = {
  critical: <circle cx="6" cy="6" r="4.6" fill="currentColor" />,
  warning: <path d="M6 1.2l5.2 9.4H.8z" fill="currentColor" />,
  info: <rect x="1.8" y="1.8" width="8.4" height="8.4" rx="1.4" fill="currentColor" />,
  ok: <path d="M1.8 6.4l2.9 2.9 5.5-6" />,
  unknown: <circle cx="6" cy="6" r="4.4" strokeDasharray="2.2 2.4" />,
  silenced: <path d="M9.8 7.8A4.6 4.6 0 1 1 5 1.6a3.8 3.8 0 0 0 4.8 6.2z" />,
};

export interface StatusMarkProps {
  readonly status: Status;
  /** The word for it; always there, visible or for screen readers. */
  readonly label: string;
  readonly hideLabel?: boolean;
}

/** A status as colour, shape and word. */
export function StatusMark({ status, label, hideLabel = false }: StatusMarkProps) {
  return (
    <span className={classes['mark']} data-status={status}>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {shapes[status]}
      </svg>
      <span className={hideLabel ? 'visually-hidden' : undefined}>{label}</span>
    </span>
  );
}
