import { Modal, Skeleton } from '@mantine/core';
import { useApi } from '../../api/useApi';
import { ListPage } from '../../components/ListPage';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { Calendar } from './calendar/Calendar';
import classes from './OnCallPage.module.css';
import { Schedules } from './Schedules';
import { SilenceForm } from './SilenceForm';
import { SilenceList } from './SilenceList';
import type { OnCallNow, Silence } from './types';

/** Silences and schedules: what is kept quiet, and who is called about the rest. */
export default function OnCallPage() {
  const t = useStrings();
  const { tick, refresh } = usePageClock();
  const { params } = usePlace();
  const wanted = params.get('silence');
  const onCall = useApi<OnCallNow[]>({ path: 'oncall', tick });
  const silences = useApi<Silence[]>({ path: 'silences', tick });
  const close = () => changeParams({ silence: null });
  return (
    <ListPage
      title={t.pages.oncall}
      summary={
        <PermittedButton
          className={classes['add'] ?? ''}
          variant="filled"
          onClick={() => changeParams({ silence: '' })}
        >
          {t.onCall.add}
        </PermittedButton>
      }
    >
      <section className={classes['section']} aria-label={t.onCall.now}>
        <h2>{t.onCall.now}</h2>
        {onCall.problem && <Problem problem={onCall.problem} onRetry={refresh} />}
        {onCall.loading && <Skeleton height={56} />}
        {onCall.answer && (
          <Schedules schedules={onCall.answer.data} nowMillis={onCall.answer.receivedAtMillis} />
        )}
      </section>
      <section className={classes['section']} aria-label={t.calendar.heading}>
        <h2>{t.calendar.heading}</h2>
        <Calendar />
      </section>
      <section className={classes['section']} aria-label={t.onCall.silences}>
        <h2>{t.onCall.silences}</h2>
        {silences.problem && <Problem problem={silences.problem} onRetry={refresh} />}
        {silences.loading && <Skeleton height={56} />}
        {silences.answer && (
          <SilenceList
            silences={silences.answer.data}
            wanted={params.get('id') ?? ''}
            onChanged={refresh}
          />
        )}
      </section>
      <Modal
        opened={wanted !== null}
        onClose={close}
        title={t.onCall.add}
        closeButtonProps={{ 'aria-label': t.frame.close }}
      >
        {wanted !== null && (
          <SilenceForm
            matchers={wanted}
            onCancel={close}
            onDone={() => {
              close();
              refresh();
            }}
          />
        )}
      </Modal>
    </ListPage>
  );
}
