import type { ComponentType } from 'react';
import { Link } from '../../components/Link';
import { useStrings } from '../../i18n';
import { settingsSections } from '../../pages';
import { usePlace } from '../../state/location';
import statusClasses from '../status/StatusPage.module.css';
import { AccountSection } from './AccountSection';
import { AuditSection } from './AuditSection';
import { ConfigurationSection } from './ConfigurationSection';
import { ReceiversSection } from './ReceiversSection';
import { TokensSection } from './TokensSection';
import { UsersSection } from './UsersSection';

const views: Readonly<Record<(typeof settingsSections)[number]['name'], ComponentType>> = {
  account: AccountSection,
  users: UsersSection,
  tokens: TokensSection,
  receivers: ReceiversSection,
  configuration: ConfigurationSection,
  audit: AuditSection,
};

/** Who may come in, whom alerts can reach, with what the server runs, and who changed it. */
export default function SettingsPage() {
  const t = useStrings();
  const { path } = usePlace();
  const current = settingsSections.find((section) => section.path === path)?.name ?? 'account';
  const View = views[current];
  return (
    <div className={statusClasses['page']}>
      <h1>{t.pages.settings}</h1>
      <nav className={statusClasses['sections']} aria-label={t.pages.settings}>
        {settingsSections.map(({ path: to, name, title }) => (
          <Link key={name} to={to} aria-current={name === current ? 'page' : undefined}>
            {title(t)}
          </Link>
        ))}
      </nav>
      <View />
    </div>
  );
}
