import type { ComponentType } from 'react';
import { SectionedPage } from '../../components/SectionedPage';
import { useStrings } from '../../i18n';
import { settingsSections } from '../../pages';
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
  return (
    <SectionedPage
      title={t.pages.settings}
      sections={settingsSections}
      views={views}
      first="account"
    />
  );
}
