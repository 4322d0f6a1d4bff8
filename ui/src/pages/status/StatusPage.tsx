import type { ComponentType } from 'react';
import { Link } from '../../components/Link';
import { useStrings } from '../../i18n';
import { statusSections } from '../../pages';
import { usePlace } from '../../state/location';
import { CardinalitySection } from './cardinality/CardinalitySection';
import { ConfigSection } from './ConfigSection';
import { FlagsSection } from './FlagsSection';
import { OverviewSection } from './OverviewSection';
import classes from './StatusPage.module.css';
import { TsdbSection } from './TsdbSection';

const views: Readonly<Record<(typeof statusSections)[number]['name'], ComponentType>> = {
  overview: OverviewSection,
  tsdb: TsdbSection,
  cardinality: CardinalitySection,
  flags: FlagsSection,
  config: ConfigSection,
};

/** How the server itself is: what runs, what it stores, and with which settings. */
export default function StatusPage() {
  const t = useStrings();
  const { path } = usePlace();
  const current = statusSections.find((section) => section.path === path)?.name ?? 'overview';
  const View = views[current];
  return (
    <div className={classes['page']}>
      <h1>{t.pages.status}</h1>
      <nav className={classes['sections']} aria-label={t.pages.status}>
        {statusSections.map(({ path: to, name, title }) => (
          <Link key={name} to={to} aria-current={name === current ? 'page' : undefined}>
            {title(t)}
          </Link>
        ))}
      </nav>
      <View />
    </div>
  );
}
