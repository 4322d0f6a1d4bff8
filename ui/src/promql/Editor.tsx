import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import {
  defaultKeymap,
  history,
  historyKeymap,
  insertNewlineAndIndent,
} from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, placeholder } from '@codemirror/view';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { request } from '../api/request';
import { basePath } from '../state/location';
import classes from './Editor.module.css';
import { editorTheme } from './editorTheme';

export interface EditorProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  readonly label: string;
  readonly hint: string;
  /** Whether mistakes are marked; a text with variables in it is not PromQL yet. */
  readonly lint?: boolean;
}

interface Live {
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

// Shared by all editors: it keeps the names of metrics and labels that the server said.
const makePromql = (lint: boolean) =>
  new PromQLExtension()
    .activateCompletion(true)
    .activateLinter(lint)
    .setComplete({
      remote: {
        url: basePath().slice(0, -1),
        fetchFn: (input, init) => request(typeof input === 'string' ? input : input.url, init),
        cache: { maxAge: 300_000 },
      },
    });
const promql = makePromql(true);
const promqlWithVariables = makePromql(false);

function keys(live: () => Live): Extension {
  const run = () => {
    live().onRun();
    return true;
  };
  return [
    // Below the completion list, which takes Enter while it is open.
    keymap.of([
      { key: 'Enter', run, shift: insertNewlineAndIndent },
      { key: 'Escape', run: (view) => (view.contentDOM.blur(), true) },
    ]),
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
  ];
}

function extensions(label: string, hint: string, lint: boolean, live: () => Live): Extension {
  return [
    highlightSpecialChars(),
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    EditorView.lineWrapping,
    Prec.high(keymap.of([...closeBracketsKeymap, ...completionKeymap])),
    keys(live),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    placeholder(hint),
    (lint ? promql : promqlWithVariables).asExtension(),
    editorTheme,
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-multiline': 'true',
      role: 'textbox',
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) live().onChange(update.state.doc.toString());
    }),
  ];
}

/** A PromQL editor that knows the server's metrics and labels. Enter runs, Shift and Enter breaks the line. */
export function Editor({ value, onChange, onRun, label, hint, lint = true }: EditorProps) {
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const live = useRef<Live & { value: string }>({ value, onChange, onRun });
  useLayoutEffect(() => {
    live.current = { value, onChange, onRun };
  });

  useEffect(() => {
    if (element.current === null) return undefined;
    const state = EditorState.create({
      doc: live.current.value,
      extensions: extensions(label, hint, lint, () => live.current),
    });
    const created = new EditorView({ state, parent: element.current });
    view.current = created;
    return () => {
      created.destroy();
      view.current = undefined;
    };
  }, [label, hint, lint]);

  // Text that came from elsewhere: the address, an example, the list of metrics.
  useEffect(() => {
    const current = view.current?.state.doc.toString();
    if (current === undefined || current === value) return;
    view.current?.dispatch({
      changes: { from: 0, to: current.length, insert: value },
      selection: { anchor: value.length },
    });
  }, [value]);

  return <div ref={element} className={classes['editor']} />;
}
