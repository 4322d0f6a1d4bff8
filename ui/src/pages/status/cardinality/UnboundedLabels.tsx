import { Link } from '../../../components/Link';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import classes from './Cardinality.module.css';
import type { UnboundedLabel } from './types';

/** Labels that each visitor or request brings a value to, and what to do against it. */
export function UnboundedLabels({ labels }: { labels: readonly UnboundedLabel[] }) {
  const t = useStrings().cardinality;
  const format = useFormat();
  if (labels.length === 0) return null;
  return (
    <section className={classes['budgets']} aria-label={t.unbounded}>
      <h2>{t.unbounded}</h2>
      <p>{t.unboundedHint}</p>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t.label}</th>
            <th scope="col">{t.values}</th>
            <th scope="col">{t.why}</th>
            <th scope="col">{t.remedies}</th>
          </tr>
        </thead>
        <tbody>
          {labels.map(({ metric, label, values, kind, remedies }) => (
            <tr key={label}>
              <th scope="row">
                <Link to="/cardinality" params={{ metric, label }} title={t.open(label)}>
                  <code>{`${metric}{${label}}`}</code>
                </Link>
              </th>
              <td data-column={t.values} className="number">
                {format.count(values)}
              </td>
              <td data-column={t.why}>{t.kinds[kind] ?? kind}</td>
              <td data-column={t.remedies}>
                {remedies.map((remedy) => (
                  <code key={remedy} className={classes['remedy']}>
                    {remedy}
                  </code>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
