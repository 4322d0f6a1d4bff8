import { ActionIcon, Button } from '@mantine/core';
import { CloseIcon, PlusIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import { ColourSelect } from './ColourSelect';
import formClasses from './Form.module.css';
import classes from './ListEditor.module.css';
import {
  mappingKinds,
  mappingRows,
  mappingsFrom,
  specialValues,
  type MappingKind,
  type MappingRow,
} from './mappings';

/** Values that are shown as a word or in a colour. */
export function MappingFields({
  mappings,
  put,
}: {
  mappings: unknown;
  put: (mappings: readonly Json[]) => void;
}) {
  const t = useStrings().forms.mappings;
  const rows = mappingRows(mappings);
  const change = (place: number, part: Partial<MappingRow>) =>
    put(mappingsFrom(rows.map((row, index) => (index === place ? { ...row, ...part } : row))));
  return (
    <div className={classes['list']}>
      {rows.map((row, place) => (
        <div key={place} className={formClasses['row']} role="group" aria-label={t.row(place + 1)}>
          <select
            aria-label={t.kind}
            value={row.kind}
            onChange={(event) => {
              const kind = event.currentTarget.value as MappingKind;
              change(place, { kind, match: kind === 'special' ? 'null' : '', to: '' });
            }}
          >
            {mappingKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t.kinds[kind]}
              </option>
            ))}
          </select>
          <Condition row={row} change={(part) => change(place, part)} />
          <input
            aria-label={t.text}
            placeholder={t.text}
            value={row.text}
            onChange={(event) => change(place, { text: event.currentTarget.value })}
          />
          <ColourSelect
            label={t.colour}
            value={row.colour}
            none={t.noColour}
            change={(colour) => change(place, { colour })}
          />
          <ActionIcon
            size={24}
            aria-label={t.remove(place + 1)}
            onClick={() => put(mappingsFrom(rows.filter((_, index) => index !== place)))}
          >
            <CloseIcon size={12} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          leftSection={<PlusIcon size={12} />}
          onClick={() =>
            put(mappingsFrom([...rows, { kind: 'value', match: '', to: '', text: '', colour: '' }]))
          }
        >
          {t.add}
        </Button>
      </div>
    </div>
  );
}

function Condition({
  row: { kind, match, to },
  change,
}: {
  row: MappingRow;
  change: (part: Partial<MappingRow>) => void;
}) {
  const t = useStrings().forms.mappings;
  if (kind === 'special')
    return (
      <select
        aria-label={t.kinds.special}
        value={match}
        onChange={(event) => change({ match: event.currentTarget.value })}
      >
        {specialValues.map((each) => (
          <option key={each} value={each}>
            {t.specials[each]}
          </option>
        ))}
      </select>
    );
  const input = (label: string, value: string, key: 'match' | 'to') => (
    <input
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  if (kind !== 'range') return input(t.kinds[kind], match, 'match');
  return (
    <>
      {input(t.from, match, 'match')}
      {input(t.to, to, 'to')}
    </>
  );
}
