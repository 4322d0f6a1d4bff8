import { StatesOverTime } from './StateTimeline';
import type { PanelViewProps } from './view';

/** States at regular times: a box for each. */
export default function StatusHistory(props: PanelViewProps) {
  return <StatesOverTime {...props} merged={false} />;
}
