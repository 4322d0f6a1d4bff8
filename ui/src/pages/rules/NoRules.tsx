import { NothingYet } from '../../components/NothingYet';
import { useStrings } from '../../i18n';

const example = `# prometheus.yml
rule_files: [rules.yml]

# rules.yml
groups:
  - name: targets
    rules:
      - alert: TargetDown
        expr: up == 0
        for: 1m
        labels: { severity: critical }
        annotations: { summary: '{{ $labels.instance }} does not answer' }`;

/** What to write where there is no rule yet. */
export function NoRules() {
  const t = useStrings().rules;
  return <NothingYet what={t.none} how={t.noneHow} example={example} />;
}
