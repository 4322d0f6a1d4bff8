import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { askByForm } from '../../../api/client';
import {
  checkNewSource,
  checkSource,
  type NewPlace,
  type RuleSource,
  type SourceAddress,
} from '../../../api/ruleSource';
import { backTestOf, type BackTest, type Replay } from '../../../dashboard/alert/backTest';
import { trialFile } from './trial';

const pauseMillis = 600;
const hourMillis = 3_600_000;

export interface RuleBackTest extends BackTest {
  /** That recording rules would have written. */
  readonly recordedSamples: number;
}

/**
 * What is wrong or odd about a text, and what it would have done: asked a moment after the last key.
 *
 * @param place where it would be added, if it does not replace what there is at the address
 */
export function useTrial(
  address: SourceAddress,
  { groupLabels }: Pick<RuleSource, 'groupLabels'>,
  intervalSeconds: number,
  text: string,
  hours: number,
  place?: NewPlace,
) {
  const [settled] = useDebouncedValue(text, pauseMillis);
  const check = useQuery({
    queryKey: ['rule-check', address, place, settled],
    queryFn: ({ signal }) =>
      place === undefined
        ? checkSource(address, settled, signal)
        : checkNewSource(place, settled, signal),
    enabled: settled.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const isSound =
    settled.trim() !== '' && !check.isPlaceholderData && check.data?.problems.length === 0;
  const replay = useQuery<RuleBackTest>({
    queryKey: ['rule-back-test', address, groupLabels, settled, hours],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const answer = await askByForm<Replay & { readonly recordedSamples: number }>(
        'rules/replay',
        {
          rules: trialFile(address, intervalSeconds, groupLabels, settled),
          name: address.file,
          from: (now - hours * hourMillis) / 1_000,
          to: now / 1_000,
        },
        signal,
      );
      return { ...backTestOf(answer), recordedSamples: answer.recordedSamples };
    },
    enabled: isSound,
    placeholderData: keepPreviousData,
  });
  return { check, replay, isSound, stale: settled !== text };
}
