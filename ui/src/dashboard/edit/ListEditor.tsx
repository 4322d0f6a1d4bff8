import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ChevronDownIcon, ChevronRightIcon, CloseIcon, PlusIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import classes from './ListEditor.module.css';

export interface ListEditorProps {
  readonly items: readonly Json[];
  readonly put: (items: readonly Json[]) => void;
  /** What an item is called; empty for its number. */
  readonly titleOf: (item: Json) => string;
  readonly hintOf?: (item: Json) => string;
  readonly addLabel: string;
  readonly make: () => Json;
  /** The fields of an item. */
  readonly children: (item: Json, change: (next: Json) => void, place: number) => ReactNode;
}

/** Things of a kind in an order that matters: opened one at a time, moved, added, removed. */
export function ListEditor({
  items,
  put,
  titleOf,
  hintOf,
  addLabel,
  make,
  children,
}: ListEditorProps) {
  const t = useStrings().forms;
  const [opened, setOpened] = useState<number>();
  const replace = (place: number, next: Json) =>
    put(items.map((item, index) => (index === place ? next : item)));
  const remove = (place: number) => {
    put(items.filter((_, index) => index !== place));
    setOpened(undefined);
  };
  const moveUp = (place: number) => {
    const next = [...items];
    next.splice(place - 1, 0, ...next.splice(place, 1));
    put(next);
    if (opened !== undefined) setOpened(undefined);
  };
  return (
    <div className={classes['list']}>
      {items.map((item, place) => {
        const title = titleOf(item) || String(place + 1);
        const isOpen = opened === place;
        return (
          <section key={place} className={classes['item']} aria-label={title}>
            <div className={classes['head']}>
              <UnstyledButton
                className={classes['title']}
                aria-expanded={isOpen}
                onClick={() => setOpened(isOpen ? undefined : place)}
              >
                {isOpen ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
                <strong>{title}</strong>
                <span className={classes['hint']}>{hintOf?.(item)}</span>
              </UnstyledButton>
              {place > 0 && (
                <ActionIcon size={24} aria-label={t.moveUp(title)} onClick={() => moveUp(place)}>
                  <span className={classes['up']}>
                    <ChevronDownIcon size={14} />
                  </span>
                </ActionIcon>
              )}
              <ActionIcon size={24} aria-label={t.remove(title)} onClick={() => remove(place)}>
                <CloseIcon size={12} />
              </ActionIcon>
            </div>
            {isOpen && (
              <div className={classes['body']}>
                {children(item, (next) => replace(place, next), place)}
              </div>
            )}
          </section>
        );
      })}
      <div>
        <Button
          leftSection={<PlusIcon size={12} />}
          onClick={() => {
            put([...items, make()]);
            setOpened(items.length);
          }}
        >
          {addLabel}
        </Button>
      </div>
    </div>
  );
}
