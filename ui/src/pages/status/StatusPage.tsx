import { useStrings } from '../../i18n';

export default function StatusPage() {
  const t = useStrings();
  return <h1>{t.pages.status}</h1>;
}
