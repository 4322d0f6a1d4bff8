import { lazy, Suspense } from 'react';
import type { EditorProps } from './Editor';
import classes from './Editor.module.css';

// The editor is the largest part of the site: the page stands, with the result, before it is there.
const LoadedEditor = lazy(() => import('./Editor').then(({ Editor }) => ({ default: Editor })));

/** The PromQL editor; until it has loaded, its text in the same place. */
export function LazyEditor(props: EditorProps) {
  return (
    <Suspense fallback={<pre className={classes['waiting']}>{props.value}</pre>}>
      <LoadedEditor {...props} />
    </Suspense>
  );
}
