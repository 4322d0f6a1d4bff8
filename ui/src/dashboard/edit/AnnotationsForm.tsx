import { useStrings } from '../../i18n';
import { without } from '../../lib/without';
import { LazyEditor } from '../../promql/LazyEditor';
import { objectOf, objectsOf, textOf, withPath, type Json } from '../model/json';
import { isBuiltIn } from '../model/readAnnotation';
import { everyPanel, idOf, panelsIn, type Draft } from './draft';
import { ColourSelect } from './ColourSelect';
import { ChoiceField, Labelled, SwitchField, TextField } from './FormFields';
import { ListEditor } from './ListEditor';
import classes from './Form.module.css';
import type { Drafting } from './useDraft';
import { freeName } from './variableJson';

function annotationsIn(draft: Draft): Json[] {
  return objectsOf(objectOf(draft['annotations'])['list']);
}

function expressionOf(item: Json): string {
  return textOf(item['expr']) || textOf(objectOf(item['target'])['expr']);
}

/** Grafana keeps the question in two places, by its version. */
function withExpression(item: Json, expr: string): Json {
  const asked = { ...item, expr };
  return 'target' in item ? withPath(asked, ['target', 'expr'], expr) : asked;
}

const shownOn = ['all', 'chosen', 'except'] as const;

/** Moments that are drawn over every chart: what is asked, and in which colour. */
export function AnnotationsForm({ drafting }: { drafting: Drafting }) {
  const t = useStrings().forms.annotations;
  const { draft, change } = drafting;
  const all = annotationsIn(draft);
  const own = all.filter((item) => !isBuiltIn(item));
  const builtIn = all.filter(isBuiltIn);
  const put = (next: readonly Json[]) =>
    change((before) => withPath(before, ['annotations', 'list'], next), 'annotations');
  const names = own.map(({ name }) => textOf(name));
  return (
    <>
      <SwitchField
        label={t.alerts}
        value={builtIn.every(({ enable }) => enable !== false)}
        change={(enable) =>
          put([
            ...(builtIn.length > 0 ? builtIn : [grafanasOwn]).map((item) => ({ ...item, enable })),
            ...own,
          ])
        }
      />
      <ListEditor
        items={own}
        put={(next) => put([...builtIn, ...next])}
        titleOf={({ name }) => textOf(name)}
        hintOf={expressionOf}
        addLabel={t.add}
        make={() => ({
          name: freeName(names, t.newName),
          datasource: { type: 'prometheus' },
          enable: true,
          iconColor: 'blue',
          expr: '',
        })}
      >
        {(item, replace) => <AnnotationForm item={item} put={replace} draft={draft} />}
      </ListEditor>
    </>
  );
}

/** What says whether the alerts of panels are drawn. */
const grafanasOwn: Json = {
  builtIn: 1,
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  name: 'Annotations & Alerts',
  type: 'dashboard',
};

interface AnnotationFormProps {
  readonly item: Json;
  readonly put: (next: Json) => void;
  readonly draft: Draft;
}

function AnnotationForm({ item, put, draft }: AnnotationFormProps) {
  const t = useStrings().forms.annotations;
  const query = useStrings().query;
  const set = (key: string, value: unknown) => put({ ...item, [key]: value });
  const text = (key: string, label: string, placeholder = '') => (
    <TextField
      label={label}
      value={textOf(item[key])}
      placeholder={placeholder}
      change={(value) => set(key, value)}
    />
  );
  return (
    <>
      {text('name', t.name)}
      <LazyEditor
        value={expressionOf(item)}
        onChange={(expression) => put(withExpression(item, expression))}
        onRun={() => undefined}
        label={t.expression}
        hint={query.placeholder}
        lint={false}
      />
      <Labelled label={t.colour}>
        <ColourSelect
          label={t.colour}
          value={textOf(item['iconColor'], 'blue')}
          change={(colour) => set('iconColor', colour)}
        />
      </Labelled>
      <SwitchField
        label={t.enabled}
        value={item['enable'] !== false}
        change={(enable) => set('enable', enable)}
      />
      <SwitchField
        label={t.hidden}
        value={item['hide'] === true}
        change={(hide) => set('hide', hide)}
      />
      {text('titleFormat', t.title, '{{job}}')}
      {text('textFormat', t.text, '{{instance}}')}
      {text('tagKeys', t.tags, 'job, instance')}
      {text('step', t.step, '1m')}
      <SwitchField
        label={t.timeFromValue}
        value={item['useValueForTime'] === true || item['useValueForTime'] === 'on'}
        change={(value) => set('useValueForTime', value)}
      />
      <PanelChoice item={item} put={put} draft={draft} />
    </>
  );
}

function PanelChoice({ item, put, draft }: AnnotationFormProps) {
  const t = useStrings().forms.annotations;
  const filter = objectOf(item['filter']);
  const ids = Array.isArray(filter['ids']) ? (filter['ids'] as readonly unknown[]) : [];
  const mode = !Array.isArray(filter['ids'])
    ? 'all'
    : filter['exclude'] === true
      ? 'except'
      : 'chosen';
  const choose = (next: (typeof shownOn)[number]) => {
    const rest = without(item, 'filter');
    put(next === 'all' ? rest : { ...rest, filter: { exclude: next === 'except', ids } });
  };
  return (
    <>
      <ChoiceField
        label={t.shownOn}
        value={mode}
        choices={shownOn}
        wordOf={(each) => t.shownOnChoices[each]}
        change={choose}
      />
      {mode !== 'all' && (
        <span className={classes['several']}>
          {everyPanel(panelsIn(draft))
            .filter(({ type }) => type !== 'row')
            .map((panel) => (
              <label key={idOf(panel)}>
                <input
                  type="checkbox"
                  checked={ids.includes(idOf(panel))}
                  onChange={(event) =>
                    put({
                      ...item,
                      filter: {
                        ...filter,
                        ids: event.currentTarget.checked
                          ? [...ids, idOf(panel)]
                          : ids.filter((id) => id !== idOf(panel)),
                      },
                    })
                  }
                />
                {textOf(panel['title']) || idOf(panel)}
              </label>
            ))}
        </span>
      )}
    </>
  );
}
