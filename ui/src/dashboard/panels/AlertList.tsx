import type { ActiveAlert } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Link } from '../../components/Link';
import { StatusMark, type Status } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { usePageClock } from '../../state/clock';
import { numberOf, objectOf, textOf } from '../model/json';
import classes from './AlertList.module.css';
import type { PanelViewProps } from './view';

function statusOf({ state, labels }: ActiveAlert): Status {
  if (state === 'pending') return 'unknown';
  return labels['severity'] === 'warning' || labels['severity'] === 'info'
    ? labels['severity']
    : 'critical';
}

/** The alerts that are active now. */
export default function AlertList({ panel, write }: PanelViewProps) {
  const t = useStrings();
  const format = useFormat();
  const { tick, endMillis } = usePageClock();
  const { answer } = useApi<{ alerts: readonly ActiveAlert[] }>({ path: 'alerts', tick });
  const name = write(textOf(panel.options['alertName'])).toLowerCase();
  const states = objectOf(panel.options['stateFilter']);
  const alerts = (answer?.data.alerts ?? [])
    .filter(({ labels }) => (labels['alertname'] ?? '').toLowerCase().includes(name))
    .filter(({ state }) => states[state] !== false)
    .toSorted((a, b) => (a.state === b.state ? 0 : a.state === 'firing' ? -1 : 1))
    .slice(0, numberOf(panel.options['maxItems']) ?? 20);
  if (answer !== undefined && alerts.length === 0)
    return <p className={classes['none']}>{t.alerts.nothingFires}</p>;
  return (
    <ul className={classes['list']}>
      {alerts.map((alert, index) => (
        <li key={index}>
          <StatusMark status={statusOf(alert)} label={t.alerts.state[alert.state]} hideLabel />
          <Link to="/alerts" params={{ search: alert.labels['alertname'] ?? '' }}>
            {alert.labels['alertname']}
          </Link>
          <span className={classes['what']}>
            {alert.annotations['summary'] ?? alert.labels['instance'] ?? ''}
          </span>
          <time dateTime={alert.activeAt} title={format.exact(Date.parse(alert.activeAt))}>
            {format.relative(Date.parse(alert.activeAt), endMillis)}
          </time>
        </li>
      ))}
    </ul>
  );
}
