import type { PlotHandlers } from '../../chart/pointer';
import type { AnnotationEvent } from '../data/annotationEvents';
import type { PanelExemplar } from '../data/exemplars';
import type { Frame } from '../data/frame';
import type { Panel } from '../model/types';

/** What every kind of panel is drawn from. */
export interface PanelViewProps {
  readonly panel: Panel;
  readonly frames: readonly Frame[];
  /** Pixels of the room for it. */
  readonly width: number;
  readonly height: number;
  readonly locale: string;
  readonly timeZone: string | undefined;
  /** The stretch of time shown, in seconds. */
  readonly time: { readonly min: number; readonly max: number };
  readonly zoom: Pick<PlotHandlers, 'onZoom' | 'onReset' | 'onPan'>;
  /** A text of the panel with its variables put in. */
  readonly write: (text: string) => string;
  /** What happened meanwhile; kinds of panels with a time axis draw it. */
  readonly events?: readonly AnnotationEvent[];
  readonly exemplars?: readonly PanelExemplar[];
}
