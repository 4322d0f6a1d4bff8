import type { ComponentType } from 'react';
import { SectionedPage } from '../../components/SectionedPage';
import { useStrings } from '../../i18n';
import { statusSections } from '../../pages';
import { CardinalitySection } from './cardinality/CardinalitySection';
import { ConfigSection } from './ConfigSection';
import { FlagsSection } from './FlagsSection';
import { OverviewSection } from './OverviewSection';
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
  return (
    <SectionedPage
      title={t.pages.status}
      sections={statusSections}
      views={views}
      first="overview"
    />
  );
}
