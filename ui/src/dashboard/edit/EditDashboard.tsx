import { useMemo, useState } from 'react';
import { usePlace } from '../../state/location';
import type { DashboardAnswer } from '../listing';
import { readDashboard } from '../model/readDashboard';
import { OpenDashboard } from '../page/OpenDashboard';
import { draftOf, idOf, panelIn } from './draft';
import { EditActions } from './EditActions';
import { EditGrid } from './EditGrid';
import { PanelEditor } from './PanelEditor';
import { useDraft } from './useDraft';
import { useLeaveGuard } from './useLeaveGuard';

/** A dashboard that is being changed: what is seen is the draft, until it is saved. */
export default function EditDashboard({ answer }: { answer: DashboardAnswer }) {
  // What editing began with, also when somebody else saves meanwhile.
  const [start] = useState(() => ({ answer, draft: draftOf(answer.dashboard) }));
  const drafting = useDraft(start.draft);
  const { draft, dirty } = drafting;
  const [saved, setSaved] = useState(false);
  useLeaveGuard(dirty && !saved);
  const read = useMemo(() => readDashboard(draft), [draft]);
  const { params } = usePlace();
  const edited = panelIn(draft, Number(params.get('editPanel') ?? NaN));
  return (
    <OpenDashboard
      read={read}
      answer={start.answer}
      actions={
        <EditActions
          drafting={drafting}
          start={start.draft}
          answer={start.answer}
          onSaved={() => setSaved(true)}
        />
      }
      body={(grid) =>
        edited === undefined ? (
          <EditGrid grid={grid} drafting={drafting} />
        ) : (
          <PanelEditor key={idOf(edited)} grid={grid} drafting={drafting} source={edited} />
        )
      }
    />
  );
}
