import { Skeleton, TextInput } from '@mantine/core';
import type { Flags } from '../../api/types';
import { useApi } from '../../api/useApi';
import { SearchIcon } from '../../components/icons';
import { NoMatch } from '../../components/NoMatch';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import classes from './FlagsSection.module.css';

function FlagTable({ flags }: { flags: readonly (readonly [string, string])[] }) {
  const t = useStrings().table;
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.value}</th>
        </tr>
      </thead>
      <tbody>
        {flags.map(([name, value]) => (
          <tr key={name}>
            <td>
              <code>--{name}</code>
            </td>
            <td>
              <code>{value}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The command line settings in force. */
export function FlagsSection() {
  const t = useStrings().status;
  const search = usePlace().params.get('search') ?? '';
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useApi<Flags>({ path: 'status/flags', tick });
  const lower = search.toLowerCase();
  const found =
    answer &&
    Object.entries(answer.data).filter((flag) =>
      flag.some((text) => text.toLowerCase().includes(lower)),
    );
  return (
    <div className={classes['section']}>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={480} />}
      {answer && (
        <div data-page-search>
          <TextInput
            maw={420}
            aria-label={t.searchFlags}
            placeholder={t.searchFlags}
            leftSection={<SearchIcon size={14} />}
            value={search}
            onChange={(event) =>
              changeParams({ search: event.currentTarget.value || null }, 'replace')
            }
          />
        </div>
      )}
      {found && found.length > 0 && (
        <FlagTable flags={found.sort(([a], [b]) => a.localeCompare(b))} />
      )}
      {found?.length === 0 && (
        <NoMatch text={search} clear={() => changeParams({ search: null })} />
      )}
    </div>
  );
}
