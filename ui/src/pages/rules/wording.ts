import type { LintFinding, LintWording } from '../../api/types';

/** In the reader's language if its sentence is known there, else as the server writes it. */
function said({ code, text, arguments: given }: LintWording, known: Known): string {
  const pattern = known[code];
  return pattern === undefined
    ? text
    : pattern.replace(/\{(\d)\}/g, (_, index: string) => given[Number(index)] ?? '');
}

type Known = Readonly<Record<string, string>>;

const explanation = 'explain.';

/** Why a rule does not do what it seems to: its parts as the server joins them. */
export function reasonOf(
  { reason, reasonParts }: Pick<LintFinding, 'reason' | 'reasonParts'>,
  known: Known,
): string {
  if (reasonParts === undefined) return reason;
  return reasonParts
    .map((part, index) => {
      const explains = part.code.startsWith(explanation);
      const before = reasonParts[index - 1];
      if (before === undefined) return said(part, known);
      const follows = before.code.startsWith(explanation) ? ', ' : (known['mark.colon'] ?? ': ');
      return (explains ? follows : (known['mark.semicolon'] ?? '; ')) + said(part, known);
    })
    .join('');
}

/** What to do instead, and whether that is something to copy: an expression, a setting. */
export function proposalOf(
  { proposal, proposalPart }: Pick<LintFinding, 'proposal' | 'proposalPart'>,
  known: Known,
): { readonly text: string; readonly literal: boolean } {
  return proposalPart === undefined
    ? { text: proposal, literal: true }
    : { text: said(proposalPart, known), literal: false };
}
