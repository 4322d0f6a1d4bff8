import { ActionIcon, Button } from '@mantine/core';
import { CloseIcon, PlusIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import { ColourSelect } from './ColourSelect';
import type { SetPanel } from './OptionFields';
import classes from './Form.module.css';
import {
  thresholdMode,
  thresholdSteps,
  withThresholds,
  type ThresholdMode,
  type WrittenStep,
} from './panelOptions';

/** From which values on a panel is of another colour. */
export function ThresholdFields({ panel, set }: { panel: Json; set: SetPanel }) {
  const t = useStrings().editing;
  const mode = thresholdMode(panel);
  const steps = thresholdSteps(panel);
  return (
    <section className={classes['section']}>
      <h3>{t.thresholds}</h3>
      <ThresholdSteps
        mode={mode}
        steps={steps}
        put={(nextMode, next) => set((each) => withThresholds(each, next, nextMode), 'thresholds')}
      />
    </section>
  );
}

export interface ThresholdStepsProps {
  readonly mode: ThresholdMode;
  readonly steps: readonly WrittenStep[];
  readonly put: (mode: ThresholdMode, steps: readonly WrittenStep[]) => void;
}

/** The steps of thresholds, wherever they hold. */
export function ThresholdSteps({ mode, steps, put }: ThresholdStepsProps) {
  const t = useStrings().editing;
  const forms = useStrings().forms;
  const change = (place: number, part: Partial<WrittenStep>) =>
    put(
      mode,
      steps.map((step, index) => (index === place ? { ...step, ...part } : step)),
    );
  const last = steps.at(-1)?.value ?? 0;
  return (
    <>
      <label className={classes['field']}>
        <span>{forms.thresholdMode}</span>
        <select
          value={mode}
          onChange={(event) => put(event.currentTarget.value as ThresholdMode, steps)}
        >
          {(['absolute', 'percentage'] as const).map((each) => (
            <option key={each} value={each}>
              {forms.thresholdModes[each]}
            </option>
          ))}
        </select>
      </label>
      {steps.map((step, place) => (
        <div key={place} className={classes['step']}>
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
          <ColourSelect
            label={t.thresholdColour(place)}
            value={step.color}
            change={(color) => change(place, { color })}
          />
          {place > 0 && (
            <ActionIcon
              size={24}
              aria-label={t.removeThreshold(place)}
              onClick={() =>
                put(
                  mode,
                  steps.filter((_, index) => index !== place),
                )
              }
            >
              <CloseIcon size={12} />
            </ActionIcon>
          )}
        </div>
      ))}
      <div>
        <Button
          leftSection={<PlusIcon size={12} />}
          onClick={() =>
            put(mode, [...steps, { value: last === 0 ? 80 : last * 1.2, color: 'red' }])
          }
        >
          {t.addThreshold}
        </Button>
      </div>
    </>
  );
}
