import { ActionIcon, Button } from '@mantine/core';
import { CloseIcon, PlusIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import { cssColour } from '../data/colours';
import type { Json } from '../model/json';
import type { SetPanel } from './OptionFields';
import classes from './PanelEditor.module.css';
import { stepColours, thresholdSteps, withThresholds, type WrittenStep } from './panelOptions';

/** From which values on a panel is of another colour. */
export function ThresholdFields({ panel, set }: { panel: Json; set: SetPanel }) {
  const t = useStrings().editing;
  const steps = thresholdSteps(panel);
  const put = (next: readonly WrittenStep[]) =>
    set((each) => withThresholds(each, next), 'thresholds');
  const change = (place: number, part: Partial<WrittenStep>) =>
    put(steps.map((step, index) => (index === place ? { ...step, ...part } : step)));
  const last = steps.at(-1)?.value ?? 0;
  return (
    <section className={classes['section']}>
      <h3>{t.thresholds}</h3>
      {steps.map((step, place) => (
        <div key={place} className={classes['step']}>
          <span className={classes['swatch']} style={{ background: cssColour(step.color) }} />
          {place === 0 ? (
            <span className={classes['base']}>{t.base}</span>
          ) : (
            <input
              type="number"
              step="any"
              aria-label={t.thresholdValue(place)}
              value={step.value ?? ''}
              onChange={(event) => change(place, { value: event.currentTarget.valueAsNumber || 0 })}
            />
          )}
          <select
            aria-label={t.thresholdColour(place)}
            value={step.color}
            onChange={(event) => change(place, { color: event.currentTarget.value })}
          >
            {!stepColours.some((colour) => colour === step.color) && <option>{step.color}</option>}
            {stepColours.map((colour) => (
              <option key={colour} value={colour}>
                {t.colours[colour]}
              </option>
            ))}
          </select>
          {place > 0 && (
            <ActionIcon
              size={24}
              aria-label={t.removeThreshold(place)}
              onClick={() => put(steps.filter((_, index) => index !== place))}
            >
              <CloseIcon size={12} />
            </ActionIcon>
          )}
        </div>
      ))}
      <div>
        <Button
          leftSection={<PlusIcon size={12} />}
          onClick={() => put([...steps, { value: last === 0 ? 80 : last * 1.2, color: 'red' }])}
        >
          {t.addThreshold}
        </Button>
      </div>
    </section>
  );
}
