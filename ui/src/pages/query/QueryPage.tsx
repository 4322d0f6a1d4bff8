import { useStrings } from '../../i18n';

export default function QueryPage() {
  const t = useStrings();
  return <h1>{t.pages.query}</h1>;
}
