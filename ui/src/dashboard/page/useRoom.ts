import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Where a panel stands: how large its body is in whole pixels, and whether it is in view, or nearly so. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly seen: boolean;
}

// A little before it comes into view, so that data are there when it does.
const marginPixels = 160;

function sizeOf({ width, height }: { width: number; height: number }): Omit<Room, 'seen'> {
  return { width: Math.floor(width), height: Math.floor(height) };
}

function isNear(element: Element): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return (
    top < innerHeight + marginPixels &&
    bottom > -marginPixels &&
    left < innerWidth + marginPixels &&
    right > -marginPixels
  );
}

function changed(was: Room, now: Partial<Room>): Room {
  const next = { ...was, ...now };
  const same = was.width === next.width && was.height === next.height && was.seen === next.seen;
  return same ? was : next;
}

/**
 * The room of a panel. It is known before the first paint, for all panels in one look at the page,
 * so that they ask at once; observers, which speak up frames later, only tell what changes.
 */
export function useRoom(): Room & {
  readonly frame: RefObject<HTMLElement | null>;
  readonly body: RefObject<HTMLDivElement | null>;
} {
  const frame = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Room>({ width: 0, height: 0, seen: false });
  useLayoutEffect(() => {
    if (frame.current === null || body.current === null) return;
    const now = { ...sizeOf(body.current.getBoundingClientRect()), seen: isNear(frame.current) };
    setRoom((was) => changed(was, now));
  }, []);
  useEffect(() => {
    if (frame.current === null || body.current === null) return undefined;
    const sizes = new ResizeObserver((entries) => {
      const last = entries.at(-1);
      if (last !== undefined) setRoom((was) => changed(was, sizeOf(last.contentRect)));
    });
    const sights = new IntersectionObserver(
      (entries) =>
        setRoom((was) => changed(was, { seen: entries.at(-1)?.isIntersecting === true })),
      { rootMargin: `${marginPixels}px` },
    );
    sizes.observe(body.current);
    sights.observe(frame.current);
    return () => {
      sizes.disconnect();
      sights.disconnect();
    };
  }, []);
  return { ...room, frame, body };
}
