import { ActionIcon } from '@mantine/core';
import { CloseIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import { objectOf, objectsOf, textOf, type Json } from '../model/json';
import { ColourSelect } from './ColourSelect';
import { Field } from './Field';
import { ChoiceField, TextField } from './FormFields';
import { LinkFields } from './LinkFields';
import { ListEditor } from './ListEditor';
import classes from './Form.module.css';
import { MappingFields } from './MappingFields';
import type { SetPanel } from './OptionFields';
import {
  fieldTypes,
  matcherKinds,
  newOverride,
  overrideProperties,
  overridesIn,
  propertiesIn,
  propertyOf,
  withMatcher,
  withOverrides,
  withoutProperty,
  withProperty,
  type OverrideProperty,
} from './overrides';
import { modeOf, stepsOf } from './panelOptions';
import { ThresholdSteps } from './ThresholdFields';

/** What holds for some fields only: which, and what. */
export function OverrideFields({ panel, set }: { panel: Json; set: SetPanel }) {
  const t = useStrings().forms.overrides;
  const refIds = objectsOf(panel['targets']).map(({ refId }) => textOf(refId));
  return (
    <section className={classes['section']}>
      <h3>{t.heading}</h3>
      <ListEditor
        items={overridesIn(panel)}
        put={(next) => set((each) => withOverrides(each, next), 'overrides')}
        titleOf={(item) => {
          const { options } = objectOf(item['matcher']);
          return textOf(options) || textOf(objectOf(options)['pattern']) || t.newOne;
        }}
        hintOf={(item) =>
          propertiesIn(item)
            .map(({ id }) => id)
            .join(', ')
        }
        addLabel={t.add}
        make={newOverride}
      >
        {(item, put) => <OverrideForm item={item} put={put} refIds={refIds} />}
      </ListEditor>
    </section>
  );
}

interface OverrideFormProps {
  readonly item: Json;
  readonly put: (next: Json) => void;
  readonly refIds: readonly string[];
}

function OverrideForm({ item, put, refIds }: OverrideFormProps) {
  const t = useStrings().forms.overrides;
  const properties = propertiesIn(item);
  const left = overrideProperties.filter(({ id }) => !properties.some((each) => each.id === id));
  return (
    <>
      <Matcher item={item} put={put} refIds={refIds} />
      {properties.map(({ id, value }) => (
        <Property
          key={id}
          id={id}
          value={value}
          change={(next) => put(withProperty(item, id, next))}
          remove={() => put(withoutProperty(item, id))}
        />
      ))}
      <select
        aria-label={t.addProperty}
        className={classes['adder']}
        value=""
        onChange={(event) => {
          const property = propertyOf(event.currentTarget.value);
          if (property) put(withProperty(item, property.id, property.start));
        }}
      >
        <option value="">{t.addProperty}</option>
        {left.map(({ id, name }) => (
          <option key={id} value={id}>
            {t.properties[name]}
          </option>
        ))}
      </select>
    </>
  );
}

function Matcher({ item, put, refIds }: OverrideFormProps) {
  const t = useStrings().forms.overrides;
  const { id, options } = objectOf(item['matcher']);
  const kind = textOf(id);
  const choose = (next: string) => put({ ...item, matcher: { id, options: next } });
  const written = textOf(options) || textOf(objectOf(options)['pattern']);
  return (
    <>
      <ChoiceField
        label={t.matcher}
        value={kind}
        choices={matcherKinds}
        wordOf={(each) => t.matchers[each]}
        change={(next) => put(withMatcher(item, next))}
      />
      {kind === 'byType' ? (
        <ChoiceField
          label={t.type}
          value={written}
          choices={fieldTypes}
          wordOf={(each) => t.types[each]}
          change={choose}
        />
      ) : kind === 'byFrameRefID' ? (
        <ChoiceField
          label={t.query}
          value={written}
          choices={refIds}
          wordOf={(each) => each}
          change={choose}
        />
      ) : (
        <TextField
          label={kind === 'byRegexp' ? t.pattern : t.name}
          value={written}
          placeholder={kind === 'byRegexp' ? '/^5..$/' : ''}
          change={choose}
        />
      )}
    </>
  );
}

interface PropertyProps {
  readonly id: string;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly remove: () => void;
}

function Property({ id, value, change, remove }: PropertyProps) {
  const t = useStrings().forms.overrides;
  const property = propertyOf(id);
  const name = property ? t.properties[property.name] : id;
  return (
    <div className={classes['property']} role="group" aria-label={name}>
      <div className={classes['heading']}>
        <strong>{name}</strong>
        <ActionIcon size={24} aria-label={t.removeProperty(name)} onClick={remove}>
          <CloseIcon size={12} />
        </ActionIcon>
      </div>
      {property ? (
        <PropertyInput property={property} name={name} value={value} change={change} />
      ) : (
        <code className={classes['soft']}>{JSON.stringify(value)}</code>
      )}
    </div>
  );
}

function PropertyInput({
  property: { input, name: key },
  name,
  value,
  change,
}: {
  property: OverrideProperty;
  name: string;
  value: unknown;
  change: (value: unknown) => void;
}) {
  switch (input.type) {
    case 'fixedColour':
      return (
        <ColourSelect
          label={name}
          value={textOf(objectOf(value)['fixedColor'])}
          change={(fixedColor) => change({ ...objectOf(value), mode: 'fixed', fixedColor })}
        />
      );
    case 'thresholds':
      return (
        <ThresholdSteps
          mode={modeOf(value)}
          steps={stepsOf(value)}
          put={(mode, steps) => change({ mode, steps })}
        />
      );
    case 'mappings':
      return <MappingFields mappings={value} put={change} />;
    case 'links':
      return <LinkFields links={value} put={change} />;
    default:
      return (
        <span className={classes['field']} data-alone>
          <Field option={{ name: key, input }} label={name} value={value} change={change} />
        </span>
      );
  }
}
