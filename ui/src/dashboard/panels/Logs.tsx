import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { textOf, objectsOf } from '../model/json';
import classes from './Logs.module.css';
import type { PanelViewProps } from './view';

/** Lines of logs, as soon as there is a store that keeps any; until then, what would be asked. */
export default function Logs({ panel }: PanelViewProps) {
  const t = useStrings().dashboards;
  // Loki says `expr`, Elasticsearch `query`.
  const asked = objectsOf(panel.source['targets'])
    .map((target) => textOf(target['expr']) || textOf(target['query']))
    .filter((text) => text !== '');
  return (
    <div className={classes['waiting']}>
      <StatusMark status="unknown" label={t.logsWaiting} />
      {asked.length > 0 && (
        <div>
          <span className={classes['soft']}>{t.logsAsk}</span>
          {asked.map((text) => (
            <pre key={text}>{text}</pre>
          ))}
        </div>
      )}
    </div>
  );
}
