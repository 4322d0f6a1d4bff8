import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { StatusMark } from '../components/StatusMark';
import { useStrings } from '../i18n';
import classes from './PageBoundary.module.css';

function Crash({ error }: { error: Error }) {
  const t = useStrings().problem;
  return (
    <div className={classes['crash']} role="alert">
      <StatusMark status="critical" label={t.crashed} />
      <pre>{error.message}</pre>
      <p>{t.crashedRemedy}</p>
      <Button onClick={() => window.location.reload()}>{t.reload}</Button>
    </div>
  );
}

interface State {
  readonly error: Error | undefined;
}

/** Keeps an error inside one page from taking the frame with it. Give it the page's name as key. */
export class PageBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.error === undefined ? (
      this.props.children
    ) : (
      <Crash error={this.state.error} />
    );
  }
}
