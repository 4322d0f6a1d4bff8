import { useStrings } from '../../i18n';
import { objectsOf, textOf, type Json } from '../model/json';
import { SwitchField, TextField } from './FormFields';
import { ListEditor } from './ListEditor';

export interface LinkFieldsProps {
  readonly links: unknown;
  readonly put: (links: readonly Json[]) => void;
  /** What a new one is, beside its title and its address. */
  readonly kind?: Json;
}

/** Where a reader can go from here. */
export function LinkFields({ links, put, kind = {} }: LinkFieldsProps) {
  const t = useStrings().forms.links;
  return (
    <ListEditor
      items={objectsOf(links)}
      put={put}
      titleOf={({ title, url }) => textOf(title) || textOf(url)}
      hintOf={({ title, url }) => (textOf(title) === '' ? '' : textOf(url))}
      addLabel={t.add}
      make={() => ({ ...kind, title: '', url: '', targetBlank: true })}
    >
      {(link, replace) => (
        <>
          <TextField
            label={t.title}
            value={textOf(link['title'])}
            change={(title) => replace({ ...link, title })}
          />
          <TextField
            label={t.url}
            value={textOf(link['url'])}
            placeholder="https://…?host=${__field.labels.instance}"
            change={(url) => replace({ ...link, url })}
          />
          <SwitchField
            label={t.newTab}
            value={link['targetBlank'] === true}
            change={(targetBlank) => replace({ ...link, targetBlank })}
          />
        </>
      )}
    </ListEditor>
  );
}
