import { Button, Modal, Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiProblem } from '../../api/client';
import { asProblem, useApi } from '../../api/useApi';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import type { DashboardAnswer, DashboardVersion } from '../listing';
import { objectOf } from '../model/json';
import { ChangeList } from './ChangeList';
import { changesBetween } from './changes';
import { draftOf } from './draft';
import { pathOf, save, type VersionList } from './save';
import classes from './SaveDialog.module.css';

interface ChosenProps {
  readonly answer: DashboardAnswer;
  readonly version: DashboardVersion;
  readonly onRestored: () => void;
}

/** How an older state differs from the present one, and the way back to it. */
function Chosen({ answer, version, onRestored }: ChosenProps) {
  const t = useStrings().editing;
  const client = useQueryClient();
  const [problem, setProblem] = useState<ApiProblem>();
  const { answer: found, problem: unread } = useApi<{ dashboard: unknown }>({
    path: `${pathOf(answer.uid)}/versions/${version.number}`,
  });
  if (unread) return <Problem problem={unread} />;
  if (found === undefined) return <Skeleton height={120} />;
  const now = draftOf(answer.dashboard);
  const then = draftOf(found.data.dashboard);
  const restore = async () => {
    try {
      await save({
        draft: objectOf(found.data.dashboard),
        uid: answer.uid,
        folder: answer.folder,
        message: t.restored(version.number),
        baseVersion: answer.version,
      });
      await client.invalidateQueries({ queryKey: [pathOf(answer.uid)] });
      onRestored();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <>
      <p>{t.ifRestored}</p>
      <ChangeList changes={changesBetween(now, then)} />
      {problem && <Problem problem={problem} />}
      <div className={classes['buttons']}>
        <Button
          variant="filled"
          disabled={!answer.editable || version.version === answer.version}
          onClick={() => void restore()}
        >
          {t.restore(version.number)}
        </Button>
      </div>
    </>
  );
}

/** The states of a dashboard that were saved, newest first. */
export default function History({ answer, close }: { answer: DashboardAnswer; close: () => void }) {
  const closeLabel = useStrings().frame.close;
  const t = useStrings().editing;
  const format = useFormat();
  const [chosen, setChosen] = useState<DashboardVersion>();
  const {
    answer: list,
    problem,
    loading,
  } = useApi<VersionList>({
    path: `${pathOf(answer.uid)}/versions`,
    params: { of: answer.version },
  });
  const versions = list?.data.versions ?? [];
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ 'aria-label': closeLabel }}
      title={t.historyTitle}
      size="xl"
    >
      <div className={classes['form']}>
        {problem && <Problem problem={problem} />}
        {loading && <Skeleton height={120} />}
        {list !== undefined && versions.length === 0 && <p>{t.noHistory}</p>}
        {versions.length > 0 && (
          <table className={classes['versions']}>
            <thead>
              <tr>
                <th scope="col">{t.versionNumber}</th>
                <th scope="col">{t.savedAt}</th>
                <th scope="col">{t.savedBy}</th>
                <th scope="col">{t.message}</th>
                <th scope="col">
                  <span className="visually-hidden">{t.compare}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {versions.map((version) => (
                <tr key={version.number} data-chosen={chosen?.number === version.number}>
                  <td>{version.number}</td>
                  <td>{format.dateTime(Date.parse(version.savedAt))}</td>
                  <td>{version.savedBy}</td>
                  <td>{version.message}</td>
                  <td>
                    {version.version === answer.version ? (
                      <span className={classes['soft']}>{t.present}</span>
                    ) : (
                      <Button onClick={() => setChosen(version)}>{t.compare}</Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {chosen && (
          <Chosen key={chosen.number} answer={answer} version={chosen} onRestored={close} />
        )}
      </div>
    </Modal>
  );
}
