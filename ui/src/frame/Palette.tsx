import { Modal, useMantineColorScheme } from '@mantine/core';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useApi } from '../api/useApi';
import type { DashboardListing } from '../dashboard/listing';
import { changeLanguage, languageNames, useStrings } from '../i18n';
import { rankMatches } from '../lib/rank';
import { pages } from '../pages';
import { usePageClock } from '../state/clock';
import { hrefOf, navigate, usePlace } from '../state/location';
import { pageWideParams } from '../state/timeRange';
import classes from './Palette.module.css';
import { languages, themeName, themes } from './Preferences';

interface Command {
  readonly section: string;
  readonly name: string;
  readonly code?: boolean;
  readonly run: () => void;
}

const mostMetrics = 12;

function useGoTo(): (path: string, params?: Record<string, string>) => void {
  const { params } = usePlace();
  return (path, more = {}) => {
    const next = pageWideParams(params);
    for (const [name, value] of Object.entries(more)) next.set(name, value);
    navigate(hrefOf(path, next));
  };
}

function usePageAndActionCommands(): Command[] {
  const t = useStrings();
  const goTo = useGoTo();
  const { refresh } = usePageClock();
  const { setColorScheme } = useMantineColorScheme();
  const actions: [string, () => void][] = [
    [t.frame.refreshNow, refresh],
    [t.palette.copyLink, () => void navigator.clipboard.writeText(window.location.href)],
    ...themes.map((theme): [string, () => void] => [
      t.palette.useTheme(themeName(theme, t.frame)),
      () => setColorScheme(theme),
    ]),
    ...languages.map((language): [string, () => void] => [
      t.palette.useLanguage(languageNames[language]),
      () => void changeLanguage(language),
    ]),
  ];
  return [
    ...pages.map((page) => ({
      section: t.palette.pages,
      name: t.pages[page.name],
      run: () => goTo(page.paths[0]),
    })),
    ...actions.map(([name, run]) => ({ section: t.palette.actions, name, run })),
  ];
}

function useMetricCommands(text: string, enabled: boolean): Command[] {
  const t = useStrings().palette;
  const goTo = useGoTo();
  const { answer } = useApi<string[]>({ path: 'label/__name__/values', enabled });
  const names = answer?.data;
  const ranked = useMemo(
    () => (text === '' ? [] : rankMatches(names ?? [], text, mostMetrics)),
    [names, text],
  );
  return ranked.map((name) => ({
    section: t.metrics,
    name,
    code: true,
    run: () => goTo('/query', { 'g0.expr': name, 'g0.tab': 'graph' }),
  }));
}

const mostDashboards = 8;

function useDashboardCommands(text: string): Command[] {
  const t = useStrings().palette;
  const goTo = useGoTo();
  const { answer } = useApi<DashboardListing>({ path: 'dashboards' });
  const listed = answer?.data.dashboards ?? [];
  const found = rankMatches(
    listed.map(({ title }) => title),
    text,
    mostDashboards,
  );
  return [...new Set(found)].flatMap((title) =>
    listed
      .filter((each) => each.title === title)
      .map(({ uid }) => ({
        section: t.dashboards,
        name: title,
        run: () => goTo(`/d/${uid}`),
      })),
  );
}

function CommandList({
  commands,
  chosen,
  choose,
}: {
  commands: Command[];
  chosen: number;
  choose: (index: number) => void;
}) {
  return (
    <div role="listbox" id="palette-list" className={classes['list']}>
      {commands.map((command, index) => (
        <div key={`${command.section}/${command.name}/${index}`}>
          {command.section !== commands[index - 1]?.section && (
            <div className={classes['section']} role="presentation">
              {command.section}
            </div>
          )}
          <div
            role="option"
            id={`palette-${index}`}
            aria-selected={index === chosen}
            className={classes['option']}
            ref={(element) => {
              if (index === chosen) element?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => choose(index)}
          >
            {command.code === true ? <code>{command.name}</code> : command.name}
          </div>
        </div>
      ))}
    </div>
  );
}

function PaletteBody({ close }: { close: () => void }) {
  const t = useStrings().palette;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const metrics = useMetricCommands(text.trim(), true);
  const fixed = usePageAndActionCommands();
  const found = rankMatches(
    fixed.map(({ name }) => name),
    text.trim(),
    fixed.length,
  );
  const dashboards = useDashboardCommands(text.trim());
  const matching = fixed.filter(({ name }) => found.includes(name));
  const commands = [...matching, ...(text.trim() === '' ? [] : dashboards), ...metrics];
  const choose = (index: number) => {
    close();
    commands[index]?.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((chosen + step + commands.length) % Math.max(1, commands.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(chosen);
    }
  };
  return (
    <>
      <input
        data-autofocus
        className={classes['input']}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={`palette-${chosen}`}
        aria-label={t.placeholder}
        placeholder={t.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <CommandList commands={commands} chosen={chosen} choose={choose} />
      {commands.length === 0 && <p className={classes['nothing']}>{t.nothing(text)}</p>}
    </>
  );
}

/** Goes to any page, metric or action by typing a part of its name. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useStrings().frame;
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      // The name belongs to the dialogue, not to what holds it.
      attributes={{ content: { 'aria-label': t.search } }}
    >
      <PaletteBody close={close} />
    </Modal>
  );
}
