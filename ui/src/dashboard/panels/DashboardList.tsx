import { useApi } from '../../api/useApi';
import { Link } from '../../components/Link';
import type { DashboardListing } from '../listing';
import { numberOf, textOf, textsOf } from '../model/json';
import classes from './AlertList.module.css';
import type { PanelViewProps } from './view';

/** Links to other dashboards, by title or tag. */
export default function DashboardList({ panel, write }: PanelViewProps) {
  const { answer } = useApi<DashboardListing>({ path: 'dashboards' });
  const text = write(textOf(panel.options['query'])).toLowerCase();
  const tags = textsOf(panel.options['tags']);
  const found = (answer?.data.dashboards ?? [])
    .filter((each) => each.title.toLowerCase().includes(text))
    .filter((each) => tags.every((tag) => each.tags.includes(tag)))
    .slice(0, numberOf(panel.options['maxItems']) ?? 20);
  return (
    <ul className={classes['list']}>
      {found.map(({ uid, title, folder }) => (
        <li key={uid}>
          <Link to={`/d/${uid}`}>{title}</Link>
          <span className={classes['what']}>{folder}</span>
        </li>
      ))}
    </ul>
  );
}
