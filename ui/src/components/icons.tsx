import type { ReactNode } from 'react';

/** Line drawings on a grid of 16, in the colour of the text around them; the words beside them carry the meaning. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 16 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };
}

export const OverviewIcon = icon(
  <>
    <path d="M1.2 8S3.8 3.4 8 3.4 14.8 8 14.8 8 12.2 12.6 8 12.6 1.2 8 1.2 8z" />
    <circle cx="8" cy="8" r="2" />
  </>,
);
export const QueryIcon = icon(<path d="M2 13.5h12M2.5 10.5l3.2-4 3 2.4L13.5 3" />);
export const DashboardIcon = icon(
  <>
    <rect x="1.8" y="1.8" width="5.2" height="7.2" rx="1.2" />
    <rect x="9" y="1.8" width="5.2" height="4.2" rx="1.2" />
    <rect x="1.8" y="11" width="5.2" height="3.2" rx="1" />
    <rect x="9" y="8" width="5.2" height="6.2" rx="1.2" />
  </>,
);
export const TargetsIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.8" />
    <circle cx="8" cy="8" r="2" />
    <path d="M8 .9v2.4M8 12.7v2.4M.9 8h2.4M12.7 8h2.4" />
  </>,
);
export const StatusIcon = icon(
  <>
    <rect x="1.8" y="2.5" width="12.4" height="4.6" rx="1.2" />
    <rect x="1.8" y="8.9" width="12.4" height="4.6" rx="1.2" />
    <path d="M4.4 4.8h.1M4.4 11.2h.1M7.5 4.8h4M7.5 11.2h4" />
  </>,
);
export const AlertsIcon = icon(
  <>
    <path d="M8 2a4 4 0 0 0-4 4v3l-1.5 2.5h11L12 9V6a4 4 0 0 0-4-4z" />
    <path d="M6.6 13.5a1.5 1.5 0 0 0 2.8 0" />
  </>,
);
export const HealthIcon = icon(
  <path d="M8 13.6S2 10 2 5.9A3.1 3.1 0 0 1 8 4.6a3.1 3.1 0 0 1 6 1.3C14 10 8 13.6 8 13.6zM2.4 8h3l1.1-2 1.9 4 1.2-2h4" />,
);
export const OnCallIcon = icon(
  <path d="M4 2.5h2.4l1.1 3-1.5 1a7 7 0 0 0 3.5 3.5l1-1.5 3 1.1V12a1.6 1.6 0 0 1-1.8 1.6A11 11 0 0 1 2.4 4.3 1.6 1.6 0 0 1 4 2.5z" />,
);
export const RulesIcon = icon(
  <>
    <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" />
    <path d="M5.2 6.2l1.1 1.1 2-2.2M5.2 10.6h5.6M10 6.4h1.2" />
  </>,
);
export const RunningIcon = icon(
  <>
    <circle cx="8" cy="9" r="5" />
    <path d="M8 6.2V9l1.8 1.4M6.4 1.6h3.2M8 1.6V4" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="M10.4 10.4L14 14" />
  </>,
);
export const RefreshIcon = icon(<path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.8 1.8v2.7h-2.7" />);
export const ClockIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 4.5V8l2.3 1.6" />
  </>,
);
export const SettingsIcon = icon(
  <>
    <path d="M2 4.5h6.5M12.5 4.5H14M2 11.5h1.5M7.5 11.5H14" />
    <circle cx="10.5" cy="4.5" r="1.8" />
    <circle cx="5.5" cy="11.5" r="1.8" />
  </>,
);
export const GearIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.2" />
    <path d="M8 1.5v2.1M8 12.4v2.1M1.5 8h2.1M12.4 8h2.1M3.4 3.4l1.5 1.5M11.1 11.1l1.5 1.5M12.6 3.4l-1.5 1.5M4.9 11.1l-1.5 1.5" />
    <circle cx="8" cy="8" r="4.6" />
  </>,
);
export const ChevronDownIcon = icon(<path d="M4 6.2l4 4 4-4" />);
export const ChevronRightIcon = icon(<path d="M6.2 4l4 4-4 4" />);
export const ChevronLeftIcon = icon(<path d="M9.8 4l-4 4 4 4" />);
export const CloseIcon = icon(<path d="M4 4l8 8M12 4l-8 8" />);
export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />);
export const DotsIcon = icon(<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.4" />);
export const ListIcon = icon(<path d="M5.5 4H14M5.5 8H14M5.5 12H14M2.2 4h.1M2.2 8h.1M2.2 12h.1" />);
export const CopyIcon = icon(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 2.5H4a1.5 1.5 0 0 0-1.5 1.5v6.5" />
  </>,
);
export const CheckIcon = icon(<path d="M3 8.5l3.3 3.3L13 4.8" />);
export const CompassIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M10.5 5.5l-1.4 3.6-3.6 1.4 1.4-3.6z" />
  </>,
);

/** The mark of the house: a lookout. */
export function VigieMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="5" fill="var(--accent-fill)" />
      <path
        d="M5 7l7 11 7-11"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="7.5" r="2" fill="var(--on-accent)" />
    </svg>
  );
}
export const GripIcon = icon(
  <path strokeWidth="2.2" d="M5.5 3h.01M10.5 3h.01M5.5 8h.01M10.5 8h.01M5.5 13h.01M10.5 13h.01" />,
);
export const UndoIcon = icon(<path d="M5.5 2.5 2.5 5.5l3 3M3 5.5h6a4 4 0 0 1 0 8H6" />);
export const RedoIcon = icon(<path d="m10.5 2.5 3 3-3 3M13 5.5H7a4 4 0 0 0 0 8h3" />);
