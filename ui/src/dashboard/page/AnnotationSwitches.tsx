import { useStrings } from '../../i18n';
import { changeParams } from '../../state/location';
import { cssColour } from '../data/colours';
import type { Annotation } from '../model/types';
import classes from './VariableBar.module.css';

/** Names of those that are not as the file says: those shown are hidden, those hidden are shown. */
export const annotationParam = 'annotation';

/** Which annotations are drawn over the charts. */
export function AnnotationSwitches({
  annotations,
  off,
}: {
  annotations: readonly Annotation[];
  off: ReadonlySet<string>;
}) {
  const t = useStrings().dashboards;
  const offered = annotations.filter(({ hidden }) => !hidden);
  if (offered.length === 0) return null;
  const turn = (name: string) => {
    const next = new Set(off);
    if (!next.delete(name)) next.add(name);
    changeParams({ [annotationParam]: next.size === 0 ? null : [...next] }, 'replace');
  };
  return (
    <div className={classes['bar']} role="group" aria-label={t.annotationsShown}>
      {offered.map(({ name, colour, enabled }) => (
        <label key={name} className={classes['annotation']}>
          <input type="checkbox" checked={enabled !== off.has(name)} onChange={() => turn(name)} />
          <span style={{ background: cssColour(colour) }} />
          {name}
        </label>
      ))}
    </div>
  );
}
