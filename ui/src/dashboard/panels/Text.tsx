import { marked } from 'marked';
import { useMemo } from 'react';
import { oneOf, textOf } from '../model/json';
import { renderHtml } from './richText';
import classes from './Text.module.css';
import type { PanelViewProps } from './view';

/** What its author wrote: Markdown, simple HTML, or plain text. */
export default function Text({ panel, write }: PanelViewProps) {
  const mode = oneOf(['markdown', 'html', 'text', 'code'], panel.options['mode']);
  const content = write(textOf(panel.options['content']));
  const rendered = useMemo(() => {
    if (mode === 'text' || mode === 'code') return <pre>{content}</pre>;
    return renderHtml(mode === 'html' ? content : marked.parse(content, { async: false }));
  }, [mode, content]);
  return <div className={classes['text']}>{rendered}</div>;
}
