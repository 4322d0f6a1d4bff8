import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { Bounds } from '../../../chart/yAxis';
import { Link } from '../../../components/Link';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import type { AnnotationEvent } from '../../data/annotationEvents';
import { exemplarLinks, type PanelExemplar } from '../../data/exemplars';
import type { Link as ValueLink } from '../../model/types';
import { safeUrl } from '../safeUrl';
import classes from './Marks.module.css';

export interface MarksProps {
  /** The area of the plot that the lines are drawn in. */
  readonly over: HTMLElement;
  readonly events: readonly AnnotationEvent[];
  readonly exemplars: readonly PanelExemplar[];
  readonly x: Bounds;
  readonly y: Bounds;
  /** Base of the axis' logarithm; 1 for an even one. */
  readonly logBase: number;
  readonly writeValue: (value: number) => string;
  /** Of the panel's values; those that name labels of an exemplar lead to its trace. */
  readonly links: readonly ValueLink[];
  /** Puts in what the dashboard's variables are. */
  readonly write: (text: string) => string;
  /** Told while something is said about a mark, so that nothing else is said there. */
  readonly onSpeak: (speaking: boolean) => void;
}

/** How far along an axis a value lies, from 0 to 1; what is beyond its ends stands at them. */
export function shareAlong(value: number, { min, max }: Bounds, logBase = 1): number {
  const place = (each: number) => (logBase > 1 ? Math.log(Math.max(each, 1e-300)) : each);
  const share = (place(value) - place(min)) / (place(max) - place(min) || 1);
  return Math.min(1, Math.max(0, share));
}

type Spoken =
  | { readonly kind: 'event'; readonly event: AnnotationEvent }
  | { readonly kind: 'exemplar'; readonly exemplar: PanelExemplar };

function EventCard({ event }: { event: AnnotationEvent }) {
  const format = useFormat();
  const t = useStrings().dashboards;
  const { title, text, tags, startMillis, endMillis } = event;
  return (
    <>
      <strong>{title}</strong>
      <div className={classes['soft']}>
        {endMillis > startMillis
          ? `${t.from(format.dateTime(startMillis))} ${t.to(format.dateTime(endMillis))}`
          : format.exact(startMillis)}
      </div>
      {text !== '' && <div>{text}</div>}
      {tags.length > 0 && <div className={classes['soft']}>{tags.join(' · ')}</div>}
    </>
  );
}

function ExemplarCard({
  exemplar,
  writeValue,
  links,
  write,
}: { exemplar: PanelExemplar } & Pick<MarksProps, 'writeValue' | 'links' | 'write'>) {
  const format = useFormat();
  const t = useStrings().dashboards;
  return (
    <>
      <strong>
        {t.exemplar}: {writeValue(Number(exemplar.value))}
      </strong>
      <div className={classes['soft']}>{format.exact(exemplar.timestamp * 1_000)}</div>
      <dl className={classes['labels']}>
        {Object.entries(exemplar.labels).map(([name, value]) => {
          const href = /^https?:/.test(value) ? safeUrl(value) : undefined;
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {href === undefined ? (
                  value
                ) : (
                  <a href={href} rel="noreferrer">
                    {value}
                  </a>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {exemplarLinks(links, exemplar.labels).map(({ title, url }) => {
        const href = safeUrl(write(url));
        return href === undefined ? null : (
          <div key={url}>
            <a href={href} rel="noreferrer">
              {write(title) || href}
            </a>
          </div>
        );
      })}
      <Link
        to="/query"
        params={{ 'g0.expr': exemplar.expression, 'g0.show_exemplars': '1', 'g0.tab': 'graph' }}
      >
        {t.toExemplars}
      </Link>
    </>
  );
}

/** What happened meanwhile, and single observations: over the lines, each with its words. */
export function Marks(props: MarksProps) {
  const { over, events, exemplars, x, y, logBase, writeValue, links, write, onSpeak } = props;
  const [spoken, setSpoken] = useState<Spoken & { left: number; kept: boolean }>();
  const t = useStrings().dashboards;
  const format = useFormat();
  const across = (millis: number) => shareAlong(millis / 1_000, x);
  const inView = ({ startMillis, endMillis }: AnnotationEvent) =>
    endMillis / 1_000 >= x.min && startMillis / 1_000 <= x.max;
  const say = (what: Spoken, left: number, kept: boolean) => {
    onSpeak(true);
    setSpoken({ ...what, left, kept });
  };
  const hush = () => {
    if (spoken?.kept === true) return;
    setSpoken(undefined);
    onSpeak(false);
  };
  const close = () => {
    setSpoken(undefined);
    onSpeak(false);
  };
  const talk = (what: Spoken, left: number) => ({
    onMouseEnter: () => spoken?.kept !== true && say(what, left, false),
    onMouseLeave: hush,
    onFocus: () => spoken?.kept !== true && say(what, left, false),
    onBlur: hush,
    onClick: () => (spoken?.kept === true ? close() : say(what, left, true)),
  });
  return createPortal(
    <div
      className={classes['marks']}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      data-events={events.length}
      data-exemplars={exemplars.length}
    >
      {events.filter(inView).map((event, index) => {
        const left = across(event.startMillis);
        const width = across(event.endMillis) - left;
        return (
          <div
            key={index}
            className={classes['event']}
            data-lasting={event.endMillis > event.startMillis}
            style={
              {
                '--left': `${left * 100}%`,
                '--width': `${width * 100}%`,
                '--mark': event.colour,
              } as React.CSSProperties
            }
          >
            <button
              type="button"
              className={classes['foot']}
              aria-label={`${event.title}, ${format.dateTime(event.startMillis)}`}
              {...talk({ kind: 'event', event }, left)}
            />
          </div>
        );
      })}
      {exemplars
        .filter(({ timestamp }) => timestamp >= x.min && timestamp <= x.max)
        .map((exemplar, index) => {
          const left = shareAlong(exemplar.timestamp, x);
          return (
            <button
              key={index}
              type="button"
              // All of them are in Query, where a keyboard reaches each; here they would be a hundred stops.
              tabIndex={-1}
              className={classes['exemplar']}
              aria-label={`${t.exemplar}: ${writeValue(Number(exemplar.value))}`}
              style={{
                left: `${left * 100}%`,
                bottom: `${shareAlong(Number(exemplar.value), y, logBase) * 100}%`,
              }}
              {...talk({ kind: 'exemplar', exemplar }, left)}
            />
          );
        })}
      {spoken !== undefined && (
        <div
          className={classes['card']}
          role={spoken.kept ? 'dialog' : 'status'}
          data-side={spoken.left > 0.5 ? 'left' : 'right'}
          data-kept={spoken.kept}
          style={{ '--left': `${spoken.left * 100}%` } as React.CSSProperties}
        >
          {spoken.kind === 'event' ? (
            <EventCard event={spoken.event} />
          ) : (
            <ExemplarCard
              exemplar={spoken.exemplar}
              writeValue={writeValue}
              links={links}
              write={write}
            />
          )}
        </div>
      )}
    </div>,
    over,
  );
}
