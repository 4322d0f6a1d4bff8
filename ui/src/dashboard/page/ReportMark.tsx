import { Popover, UnstyledButton } from '@mantine/core';
import { StatusMark } from '../../components/StatusMark';
import { useStrings, type Strings } from '../../i18n';
import { isLoss, type Finding, type Report } from '../model/report';
import classes from './ReportMark.module.css';

export function findingText(finding: Finding, t: Strings['dashboards']['findings']): string {
  switch (finding.kind) {
    case 'panelMigrated':
      return t.panelMigrated(finding.panel, finding.from, finding.to);
    case 'panelUnsupported':
      return t.panelUnsupported(finding.panel, finding.type);
    case 'rowsMigrated':
      return t.rowsMigrated(finding.count);
    case 'placed':
      return t.placed(finding.count);
    case 'variableUnsupported':
      return t.variableUnsupported(finding.variable, finding.type);
    case 'sourceUnsupported':
      return t.sourceUnsupported(finding.panel, finding.source);
    case 'transformationUnsupported':
      return t.transformationUnsupported(finding.panel, finding.transformation);
    case 'logsWaiting':
      return t.logsWaiting(finding.panel);
    case 'annotationsUnsupported':
      return t.annotationsUnsupported(finding.count);
    case 'panelsLeftOut':
      return t.panelsLeftOut(finding.count);
  }
}

/** What of the file is shown otherwise than its author saw it, or not at all. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useStrings().dashboards;
  return (
    <ul className={classes['findings']}>
      {findings.map((finding, index) => (
        <li key={index}>
          <StatusMark
            status={isLoss(finding) ? 'warning' : 'info'}
            label={isLoss(finding) ? t.notShown : t.rewritten}
            hideLabel
          />
          {findingText(finding, t.findings)}
        </li>
      ))}
    </ul>
  );
}

/** How much of the file was lost or rewritten, with the list of it. */
export function ReportMark({ report }: { report: Report }) {
  const t = useStrings().dashboards;
  const { findings } = report;
  if (findings.length === 0) return null;
  const losses = findings.filter(isLoss).length;
  return (
    <Popover position="bottom-end" withArrow={false} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes['mark']}>
          <StatusMark
            status={losses > 0 ? 'warning' : 'info'}
            label={losses > 0 ? t.losses(losses) : t.migrated}
          />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''} tabIndex={0}>
        <FindingList findings={findings} />
      </Popover.Dropdown>
    </Popover>
  );
}
