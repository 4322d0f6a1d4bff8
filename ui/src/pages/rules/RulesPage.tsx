import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { SourceAddress } from '../../api/ruleSource';
import type { LintFindings, RuleGroup, RuleGroups } from '../../api/types';
import { useApi } from '../../api/useApi';
import { FilterBar } from '../../components/FilterBar';
import { PlusIcon } from '../../components/icons';
import { ListPage } from '../../components/ListPage';
import { NoMatch } from '../../components/NoMatch';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { useSeverityScale, type SeverityScale } from '../alerts/severity';
import { GroupSection } from './GroupSection';
import { NoRules } from './NoRules';
import classes from './RulesPage.module.css';
import {
  byTrouble,
  countOf,
  filterGroups,
  withFindings,
  type RuleFilter,
  type RuleKind,
} from './rules';

const RuleEditor = lazy(() => import('./edit/RuleEditor'));
const NewRule = lazy(() => import('./edit/NewRule'));

const kinds: readonly RuleKind[] = ['failing', 'firing', 'doubtful'];

interface Edited {
  readonly address: SourceAddress;
  readonly intervalSeconds: number;
}

function readFilter(params: URLSearchParams): RuleFilter {
  const kind = kinds.find((each) => each === params.get('kind'));
  return { search: params.get('search') ?? '', kind };
}

function rulesIn(groups: readonly RuleGroup[]): number {
  return groups.reduce((sum, { rules }) => sum + rules.length, 0);
}

function Summary({ groups }: { groups: readonly RuleGroup[] }) {
  const t = useStrings().rules;
  const failing = countOf(groups, 'failing');
  return (
    <StatusMark
      status={failing > 0 ? 'critical' : 'ok'}
      label={t.count(rulesIn(groups), failing)}
    />
  );
}

function Filters({ groups, filter }: { groups: readonly RuleGroup[]; filter: RuleFilter }) {
  const t = useStrings().rules;
  return (
    <FilterBar
      search={filter.search}
      searchLabel={t.search}
      param="kind"
      choice={filter.kind}
      choices={kinds.map((kind) => ({ value: kind, label: t.kind[kind](countOf(groups, kind)) }))}
      choiceLabel={t.filter}
      allLabel={t.all(rulesIn(groups))}
    />
  );
}

function GroupList({
  groups,
  filter,
  scale,
  nowMillis,
  onEdit,
}: {
  groups: readonly RuleGroup[];
  filter: RuleFilter;
  scale: SeverityScale;
  nowMillis: number;
  onEdit: (edited: Edited) => void;
}) {
  const shown = filterGroups(groups, filter);
  if (shown.length === 0)
    return (
      <NoMatch
        text={filter.search || (filter.kind ?? '')}
        clear={() => changeParams({ search: null, kind: null })}
      />
    );
  return shown.map((group) => (
    <GroupSection
      key={`${group.file} ${group.name}`}
      group={group}
      scale={scale}
      nowMillis={nowMillis}
      onEdit={(rule) =>
        onEdit({
          address: { file: group.file, group: group.name, ...(rule && { rule }) },
          intervalSeconds: group.interval,
        })
      }
    />
  ));
}

/** Every rule by group, trouble first: what it computes, when it last did, and why it fails. */
export default function RulesPage() {
  const t = useStrings();
  const filter = readFilter(usePlace().params);
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useApi<RuleGroups>({ path: 'rules', tick });
  // Asks the store about every selector: once a visit, not with every refresh.
  const lint = useApi<LintFindings>({ path: 'rules/lint' }).answer;
  const scale = useSeverityScale();
  const [edited, setEdited] = useState<Edited>();
  const [adding, setAdding] = useState(false);
  const groups = useMemo(
    () => answer && byTrouble(withFindings(answer.data.groups, lint?.data.findings ?? []), scale),
    [answer, lint, scale],
  );
  return (
    <ListPage
      title={t.pages.rules}
      summary={
        <>
          {groups && groups.length > 0 && <Summary groups={groups} />}
          <PermittedButton
            className={classes['add'] ?? ''}
            variant="filled"
            leftSection={<PlusIcon size={14} />}
            onClick={() => setAdding(true)}
          >
            {t.newRule.add}
          </PermittedButton>
        </>
      }
    >
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={320} />}
      {groups?.length === 0 && <NoRules />}
      {groups && answer && groups.length > 0 && (
        <>
          <Filters groups={groups} filter={filter} />
          <GroupList
            groups={groups}
            filter={filter}
            scale={scale}
            nowMillis={answer.receivedAtMillis}
            onEdit={setEdited}
          />
        </>
      )}
      {adding && (
        <Suspense>
          <NewRule
            groups={groups ?? []}
            close={() => {
              setAdding(false);
              refresh();
            }}
          />
        </Suspense>
      )}
      {edited && (
        <Suspense>
          <RuleEditor
            {...edited}
            close={() => {
              setEdited(undefined);
              refresh();
            }}
          />
        </Suspense>
      )}
    </ListPage>
  );
}
