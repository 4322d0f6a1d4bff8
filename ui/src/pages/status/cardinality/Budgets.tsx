import { StatusMark } from '../../../components/StatusMark';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import classes from './Cardinality.module.css';
import { share } from './CostTable';
import type { Budget } from './types';

/** How much of each budget of `vigie.limits` is used, and what it refused. */
export function Budgets({ budgets }: { budgets: readonly Budget[] }) {
  const t = useStrings().cardinality;
  const format = useFormat();
  if (budgets.length === 0) return null;
  return (
    <section className={classes['budgets']} aria-label={t.budgets}>
      <h2>{t.budgets}</h2>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t.budget}</th>
            <th scope="col">{t.used}</th>
            <th scope="col">{t.allowed}</th>
            <th scope="col">{t.refused}</th>
          </tr>
        </thead>
        <tbody>
          {budgets.map(({ match, series, maxSeries, refused }) => (
            <tr key={match} style={share(Math.min(series, maxSeries), maxSeries)}>
              <th scope="row">
                <code>{match}</code>
                {series >= maxSeries && <StatusMark status="warning" label={t.usedUp} />}
              </th>
              <td data-column={t.used} className="number">
                {format.count(series)}
              </td>
              <td data-column={t.allowed} className="number">
                {format.count(maxSeries)}
              </td>
              <td data-column={t.refused} className="number">
                {format.count(refused)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
