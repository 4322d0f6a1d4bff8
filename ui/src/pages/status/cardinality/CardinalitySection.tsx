import { Link } from '../../../components/Link';
import { useStrings } from '../../../i18n';
import { usePlace } from '../../../state/location';
import classes from './Cardinality.module.css';
import { MetricsView } from './MetricsView';
import { MetricView } from './MetricView';
import { ValuesView } from './ValuesView';

function Trail({ metric, label }: { metric: string; label: string }) {
  const t = useStrings().cardinality;
  return (
    <nav className={classes['trail']} aria-label={t.where}>
      <span>
        <Link to="/cardinality">{t.allMetrics}</Link>
      </span>
      <span>
        {label === '' ? (
          <code aria-current="page">{metric}</code>
        ) : (
          <Link to="/cardinality" params={{ metric }}>
            <code>{metric}</code>
          </Link>
        )}
      </span>
      {label !== '' && (
        <span>
          <code aria-current="page">{label}</code>
        </span>
      )}
    </nav>
  );
}

/** What takes how many series: from metrics to their labels to the values of these. */
export function CardinalitySection() {
  const { params } = usePlace();
  const metric = params.get('metric') ?? '';
  const label = params.get('label') ?? '';
  if (metric === '') {
    return (
      <div className={classes['section']}>
        <MetricsView />
      </div>
    );
  }
  return (
    <div className={classes['section']}>
      <Trail metric={metric} label={label} />
      {label === '' ? <MetricView metric={metric} /> : <ValuesView metric={metric} label={label} />}
    </div>
  );
}
