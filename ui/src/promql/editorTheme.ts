import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': { fontSize: 'var(--size-14)', color: 'var(--text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--font-code)', padding: '6px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 10px', lineHeight: '24px' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    {
      backgroundColor: 'var(--accent-tint)',
    },
  '.cm-placeholder': { color: 'var(--text-faint)', fontFamily: 'var(--font-text)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-tint)',
    outline: 'none',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-code)',
    fontSize: 'var(--size-13)',
    maxHeight: '260px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '3px 10px 3px 4px',
    lineHeight: '22px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent-tint)',
    color: 'var(--accent)',
  },
  '.cm-completionDetail': { color: 'var(--text-faint)', fontStyle: 'normal', marginLeft: '12px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: 'var(--weight-strong)' },
  '.cm-completionInfo': { padding: '8px 12px', fontSize: 'var(--size-13)', maxWidth: '360px' },
  '.cm-diagnostic': { padding: '6px 10px', fontSize: 'var(--size-13)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--critical)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warning)' },
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--code-keyword)' },
  {
    tag: [tags.function(tags.variableName), tags.standard(tags.variableName)],
    color: 'var(--code-function)',
  },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: [tags.number, tags.unit], color: 'var(--code-number)' },
  { tag: tags.labelName, color: 'var(--code-label)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--text-faint)' },
  { tag: tags.invalid, color: 'var(--critical)' },
]);

/** The editor in the colours of the page. */
export const editorTheme = [look, syntaxHighlighting(highlighting)];
