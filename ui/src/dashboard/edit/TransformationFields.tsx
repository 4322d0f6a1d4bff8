import { useStrings } from '../../i18n';
import { objectOf, type Json } from '../model/json';
import type { Answered } from '../page/usePanelData';
import { GroupByFields, OrganizeFields } from './ColumnFields';
import { columnsBefore, type Column } from './columns';
import { Field } from './Field';
import { ChoiceField, Labelled, SwitchField } from './FormFields';
import { ListEditor } from './ListEditor';
import type { SetPanel } from './OptionFields';
import classes from './Form.module.css';
import {
  idOfTransformation,
  newTransformation,
  optionsOf,
  transformationIds,
  transformationsIn,
  transformationValue,
  withTransformationOptions,
  withTransformations,
  withTransformationValue,
  type TransformationId,
} from './transformations';

/** What is done to the answers before they are drawn, one after the other. */
export function TransformationFields({
  panel,
  set,
  answers,
}: {
  panel: Json;
  set: SetPanel;
  /** What the panel's queries found; empty before they did. */
  answers: readonly Answered[];
}) {
  const t = useStrings().forms.transformations;
  const all = transformationsIn(panel);
  const wordOf = (id: string) => t.ids[id as TransformationId] || id;
  return (
    <section className={classes['section']}>
      <h3>{t.heading}</h3>
      <ListEditor
        items={all}
        put={(next) => set((each) => withTransformations(each, next), 'transformations')}
        titleOf={(item) => wordOf(idOfTransformation(item))}
        hintOf={({ disabled }) => (disabled === true ? t.off : '')}
        addLabel={t.add}
        make={() => newTransformation('reduce')}
      >
        {(item, put, place) => (
          <TransformationForm
            item={item}
            put={put}
            columnsOf={() =>
              answers.length === 0 ? undefined : columnsBefore(answers, all, place)
            }
          />
        )}
      </ListEditor>
    </section>
  );
}

interface TransformationFormProps {
  readonly item: Json;
  readonly put: (next: Json) => void;
  /** The columns that reach it. */
  readonly columnsOf: () => readonly Column[] | undefined;
}

const columnForms = { organize: OrganizeFields, groupBy: GroupByFields } as const;

function TransformationForm({ item, put, columnsOf }: TransformationFormProps) {
  const t = useStrings().forms.transformations;
  const editing = useStrings().editing;
  const id = idOfTransformation(item);
  const ColumnForm = id === 'organize' || id === 'groupBy' ? columnForms[id] : undefined;
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
      {ColumnForm && (
        <ColumnForm
          columns={columnsOf()}
          options={objectOf(item['options'])}
          put={(options) => put(withTransformationOptions(item, options))}
        />
      )}
    </>
  );
}
