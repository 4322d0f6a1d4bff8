import { useStrings } from '../../i18n';

export default function TargetsPage() {
  const t = useStrings();
  return <h1>{t.pages.targets}</h1>;
}
