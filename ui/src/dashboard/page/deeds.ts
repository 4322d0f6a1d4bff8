import { changeParams } from '../../state/location';
import type { GridProps } from './Grid';
import type { PanelDeed, PanelFrameProps } from './PanelFrame';

/** The parameter of the address that names the panel, for each deed; `viewPanel` is Grafana's too. */
const parameters: Readonly<Record<PanelDeed, string>> = {
  view: 'viewPanel',
  inspect: 'inspect',
  alert: 'alertFrom',
  edit: 'editPanel',
};

const byUrgency: readonly PanelDeed[] = ['inspect', 'alert', 'edit', 'view'];

/** What the address says is being done with which panel. */
export function deedIn(params: URLSearchParams): GridProps['doing'] {
  for (const deed of byUrgency) {
    const panel = params.get(parameters[deed]);
    if (panel !== null) return { deed, panel };
  }
  return undefined;
}

/** Begins or ends something with a panel, in the address, so that a link leads there. */
export const onDo: PanelFrameProps['onDo'] = (deed, { key, panel }) => {
  if (deed === undefined) {
    changeParams({ inspect: null, alertFrom: null }, 'replace');
    return;
  }
  if (deed === 'edit') {
    changeParams({ edit: '1', editPanel: String(panel.id), viewPanel: null });
    return;
  }
  const shown = new URLSearchParams(window.location.search).get(parameters.view);
  const again = deed === 'view' && shown !== null;
  changeParams({ [parameters[deed]]: again ? null : key });
};
