import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import { pastedPanel } from './draft';
import { JsonBox } from './JsonBox';
import type { SetPanel } from './OptionFields';

/** The panel in JSON. */
export function PanelJson({ panel, set }: { panel: Json; set: SetPanel }) {
  const t = useStrings().editing;
  const take = (text: string) => {
    const pasted = pastedPanel(text);
    if (pasted === undefined) return t.notAPanel;
    // Where it stands and its number are the dashboard's to say.
    set(({ id, gridPos }) => ({ ...pasted, id, gridPos }), 'json');
    return undefined;
  };
  return <JsonBox json={panel} take={take} />;
}
