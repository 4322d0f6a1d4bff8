import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { CheckIcon, SettingsIcon } from '../components/icons';
import { changeLanguage, languageNames, useStrings, type Strings } from '../i18n';
import { useSettings, type Language } from '../state/settings';

export const languages: readonly Language[] = ['en', 'fr'];
export const themes: readonly MantineColorScheme[] = ['auto', 'dark', 'light'];

export function themeName(theme: MantineColorScheme, t: Strings['frame']): string {
  return { auto: t.themeSystem, dark: t.themeDark, light: t.themeLight }[theme];
}

function Choice({ name, chosen, choose }: { name: string; chosen: boolean; choose: () => void }) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      rightSection={chosen ? <CheckIcon size={14} /> : undefined}
      onClick={choose}
    >
      {name}
    </Menu.Item>
  );
}

/** Language, theme and the list of shortcuts. */
export function Preferences({ openShortcuts }: { openShortcuts: () => void }) {
  const t = useStrings().frame;
  const { language } = useSettings();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t.preferences}>
          <SettingsIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.language}</Menu.Label>
        {languages.map((each) => (
          <Choice
            key={each}
            name={languageNames[each]}
            chosen={each === language}
            choose={() => void changeLanguage(each)}
          />
        ))}
        <Menu.Divider />
        <Menu.Label>{t.theme}</Menu.Label>
        {themes.map((each) => (
          <Choice
            key={each}
            name={themeName(each, t)}
            chosen={each === colorScheme}
            choose={() => setColorScheme(each)}
          />
        ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick rightSection={<kbd>?</kbd>} onClick={openShortcuts}>
          {t.shortcuts}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
