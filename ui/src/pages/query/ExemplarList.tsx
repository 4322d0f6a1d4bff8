import type { Exemplar } from '../../api/types';
import { LabelList } from '../../components/LabelList';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import classes from './ExemplarList.module.css';

const mostShown = 20;

/** What the diamonds on the chart are: time, value, and the labels that lead to a trace. */
export function ExemplarList({ found }: { found: readonly Exemplar[] }) {
  const t = useStrings().query;
  const format = useFormat();
  if (found.length === 0) return <p className={classes['none']}>{t.noExemplars}</p>;
  const shown = found.slice(0, mostShown);
  return (
    <table className={classes['list']}>
      <caption>{t.exemplarsOf(shown.length, found.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{t.exemplarTime}</th>
          <th scope="col">{t.value}</th>
          <th scope="col">{t.exemplarLabels}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ timestamp, value, labels }, index) => (
          <tr key={index}>
            <td>{format.exact(timestamp * 1_000)}</td>
            <td>{value}</td>
            <td>
              <LabelList labels={labels} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
