import { useStrings } from '../../i18n';
import { isObject, objectOf, type Json } from '../model/json';
import { Field } from './Field';
import { ChoiceField, Labelled, SwitchField } from './FormFields';
import { JsonBox } from './JsonBox';
import { ListEditor } from './ListEditor';
import type { SetPanel } from './OptionFields';
import classes from './PanelEditor.module.css';
import {
  idOfTransformation,
  newTransformation,
  optionsOf,
  toldInJson,
  transformationIds,
  transformationsIn,
  transformationValue,
  withTransformationOptions,
  withTransformations,
  withTransformationValue,
  type TransformationId,
} from './transformations';

/** What is done to the answers before they are drawn, one after the other. */
export function TransformationFields({ panel, set }: { panel: Json; set: SetPanel }) {
  const t = useStrings().forms.transformations;
  const wordOf = (id: string) => t.ids[id as TransformationId] || id;
  return (
    <section className={classes['section']}>
      <h3>{t.heading}</h3>
      <ListEditor
        items={transformationsIn(panel)}
        put={(next) => set((each) => withTransformations(each, next), 'transformations')}
        titleOf={(item) => wordOf(idOfTransformation(item))}
        hintOf={({ disabled }) => (disabled === true ? t.off : '')}
        addLabel={t.add}
        make={() => newTransformation('reduce')}
      >
        {(item, put) => <TransformationForm item={item} put={put} />}
      </ListEditor>
    </section>
  );
}

function TransformationForm({ item, put }: { item: Json; put: (next: Json) => void }) {
  const t = useStrings().forms.transformations;
  const editing = useStrings().editing;
  const id = idOfTransformation(item);
  const take = (text: string) => {
    try {
      const options: unknown = JSON.parse(text);
      if (!isObject(options)) return t.notAnObject;
      put(withTransformationOptions(item, options));
      return undefined;
    } catch (error) {
      return String(error);
    }
  };
  return (
    <>
      <ChoiceField
        label={t.kind}
        value={id}
        choices={transformationIds}
        wordOf={(each) => t.ids[each]}
        change={(next) => put({ ...item, ...newTransformation(next) })}
      />
      <SwitchField
        label={editing.shown}
        value={item['disabled'] !== true}
        change={(on) => put({ ...item, disabled: !on })}
      />
      {optionsOf(id).map((option) => {
        const value = transformationValue(item, option);
        const change = (next: unknown) => put(withTransformationValue(item, option, next));
        return option.input.type === 'several' ? (
          <div key={option.name} className={classes['field']}>
            <span>{t.options[option.name]}</span>
            <Field option={option} value={value} change={change} />
          </div>
        ) : (
          <Labelled key={option.name} label={t.options[option.name]}>
            <Field option={option} value={value} change={change} />
          </Labelled>
        );
      })}
      {toldInJson.has(id) && <JsonBox json={objectOf(item['options'])} take={take} />}
    </>
  );
}
