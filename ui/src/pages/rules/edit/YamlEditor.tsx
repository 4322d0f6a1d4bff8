import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';
import editorClasses from '../../../promql/Editor.module.css';
import { editorTheme } from '../../../promql/editorTheme';
import classes from './RuleEditor.module.css';
import { yamlLanguage } from './yamlLanguage';

/** Something to say about a line, from 1. */
export interface LineNote {
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly text: string;
}

export interface YamlEditorProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly label: string;
  readonly notes: readonly LineNote[];
  /** Number of the first line in its file. */
  readonly firstLine: number;
}

const gutter = EditorView.theme({
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--text-faint)',
    border: 'none',
    fontSize: 'var(--size-12)',
  },
  '.cm-lineNumbers .cm-gutterElement': { lineHeight: '24px', paddingLeft: '10px' },
});

function diagnosticsOf(state: EditorState, notes: readonly LineNote[]): Diagnostic[] {
  return notes.flatMap(({ line, severity, text }) => {
    if (line < 1 || line > state.doc.lines) return [];
    const { from, to, text: written } = state.doc.line(line);
    const indent = written.length - written.trimStart().length;
    return [{ from: from + indent, to, severity, message: text }];
  });
}

function extensions(label: string, firstLine: number, change: (text: string) => void): Extension {
  return [
    lineNumbers({ formatNumber: (line) => String(line + firstLine - 1) }),
    lintGutter(),
    highlightSpecialChars(),
    history(),
    bracketMatching(),
    indentUnit.of('  '),
    EditorView.lineWrapping,
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    yamlLanguage,
    editorTheme,
    gutter,
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-multiline': 'true',
      role: 'textbox',
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) change(update.state.doc.toString());
    }),
  ];
}

/** YAML with what is wrong with it beside its lines. */
export default function YamlEditor({ value, onChange, label, notes, firstLine }: YamlEditorProps) {
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const live = useRef({ value, onChange });
  useLayoutEffect(() => {
    live.current = { value, onChange };
  });

  useEffect(() => {
    if (element.current === null) return undefined;
    const state = EditorState.create({
      doc: live.current.value,
      extensions: extensions(label, firstLine, (text) => live.current.onChange(text)),
    });
    const created = new EditorView({ state, parent: element.current });
    view.current = created;
    return () => {
      created.destroy();
      view.current = undefined;
    };
  }, [label, firstLine]);

  useEffect(() => {
    const current = view.current?.state.doc.toString();
    if (current === undefined || current === value) return;
    view.current?.dispatch({ changes: { from: 0, to: current.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const current = view.current;
    current?.dispatch(setDiagnostics(current.state, diagnosticsOf(current.state, notes)));
  }, [notes]);

  return <div ref={element} className={`${editorClasses['editor']} ${classes['editor']}`} />;
}
