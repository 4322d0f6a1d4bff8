import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { act, ApiProblem } from '../../api/client';
import type { PanelFinding } from '../../api/types';
import { asProblem } from '../../api/useApi';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { Findings } from '../../pages/rules/Findings';
import { hrefOf, navigate } from '../../state/location';
import type { DashboardEntry } from '../listing';
import { NotADashboard, readDashboard, type ReadDashboard } from '../model/readDashboard';
import classes from './ImportDashboard.module.css';
import { FindingList } from './ReportMark';

type Reading =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'read'; readonly read: ReadDashboard; readonly json: unknown };

function useReading(text: string): Reading {
  const t = useStrings().dashboards;
  return useMemo(() => {
    if (text.trim() === '') return { kind: 'nothing' };
    try {
      const json: unknown = JSON.parse(text);
      return { kind: 'read', read: readDashboard(json), json };
    } catch (error) {
      if (error instanceof NotADashboard)
        return { kind: 'wrong', message: t.notADashboard[error.reason] };
      return { kind: 'wrong', message: t.notJson(error instanceof Error ? error.message : '') };
    }
  }, [text, t]);
}

/** The dashboard alone, whatever the file had around it. */
function unwrapped(json: unknown): unknown {
  const inner = (json as { dashboard?: unknown }).dashboard;
  return typeof inner === 'object' && inner !== null ? inner : json;
}

/** What the linter has against the queries of the file. */
function Doubts({ text, json }: { text: string; json: unknown }) {
  const t = useStrings().dashboards;
  const { data } = useQuery({
    queryKey: ['lint-dashboard', text],
    queryFn: () =>
      act<{ findings: readonly PanelFinding[] }>('dashboards/lint', { dashboard: unwrapped(json) }),
  });
  if (data === undefined || data.findings.length === 0) return null;
  return (
    <details className={classes['doubts']}>
      <summary>{t.doubtful(data.findings.length)}</summary>
      <Findings
        findings={data.findings}
        placeOf={({ panel, query }) => (query === '' ? panel : `${panel} (${query})`)}
      />
    </details>
  );
}

function ImportForm({ close }: { close: () => void }) {
  const t = useStrings().dashboards;
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [folder, setFolder] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const reading = useReading(text);
  const submit = async () => {
    if (reading.kind !== 'read') return;
    try {
      const { uid } = await act<DashboardEntry>('dashboards', {
        dashboard: unwrapped(reading.json),
        folder,
        overwrite: problem !== undefined,
      });
      await client.invalidateQueries({ queryKey: ['dashboards'] });
      await client.invalidateQueries({ queryKey: [`dashboards/${uid}`] });
      close();
      navigate(hrefOf(`/d/${uid}`));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const findings = reading.kind === 'read' ? reading.read.report.findings : [];
  return (
    <div className={classes['form']}>
      <label className={classes['file']}>
        {t.chooseFile}
        <input
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            void file?.text().then((content) => {
              setText(content);
              setProblem(undefined);
            });
          }}
        />
      </label>
      <Textarea
        label={t.orPaste}
        placeholder='{ "title": …, "panels": [ … ] }'
        rows={6}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <TextInput
        label={t.folder}
        description={t.folderHint}
        value={folder}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      {reading.kind === 'wrong' && <StatusMark status="critical" label={reading.message} />}
      {reading.kind === 'read' && (
        <div className={classes['preview']} aria-live="polite">
          <StatusMark
            status="ok"
            label={t.willImport(
              reading.read.dashboard.title || t.untitled,
              reading.read.dashboard.panels.length,
            )}
          />
          {findings.length > 0 && <FindingList findings={findings} />}
          <Doubts text={text} json={reading.json} />
        </div>
      )}
      {problem && <Problem problem={problem} />}
      <Button variant="filled" disabled={reading.kind !== 'read'} onClick={() => void submit()}>
        {problem === undefined ? t.import : t.importAnyway}
      </Button>
    </div>
  );
}

/** Takes a dashboard's file, shows what will become of it, and keeps it. */
export function ImportDashboard({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useStrings();
  return (
    <Modal
      opened={opened}
      onClose={close}
      size={640}
      title={t.dashboards.importTitle}
      closeButtonProps={{ 'aria-label': t.frame.close }}
    >
      <ImportForm close={close} />
    </Modal>
  );
}
