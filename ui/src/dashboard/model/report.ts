/** What became of a part of a file that is not shown just as its author saw it. */
export type Finding =
  | {
      readonly kind: 'panelMigrated';
      readonly panel: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'panelUnsupported'; readonly panel: string; readonly type: string }
  | { readonly kind: 'rowsMigrated'; readonly count: number }
  | { readonly kind: 'placed'; readonly count: number }
  | { readonly kind: 'variableUnsupported'; readonly variable: string; readonly type: string }
  | { readonly kind: 'sourceUnsupported'; readonly panel: string; readonly source: string }
  | {
      readonly kind: 'transformationUnsupported';
      readonly panel: string;
      readonly transformation: string;
    }
  | { readonly kind: 'logsWaiting'; readonly panel: string }
  | { readonly kind: 'annotationsUnsupported'; readonly count: number }
  | { readonly kind: 'panelsLeftOut'; readonly count: number };

/** What was found while a dashboard was read, in the order of its parts. */
export interface Report {
  readonly findings: readonly Finding[];
}

/** Whether something of the file is missing on the screen; what was only rewritten is not. */
export function isLoss({ kind }: Finding): boolean {
  return kind !== 'panelMigrated' && kind !== 'rowsMigrated' && kind !== 'placed';
}
