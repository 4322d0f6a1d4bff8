import { render, screen } from '@testing-library/react';
import { Suspense, useState } from 'react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { lazily } from './lazily';

function Counter() {
  const [count, setCount] = useState(0);
  return <button onClick={() => setCount(count + 1)}>{`pressed ${count}`}</button>;
}

const later = () => lazily(() => Promise.resolve({ default: Counter }));

describe('a component that comes later', () => {
  it('shows something else until it is there', async () => {
    const View = later();
    render(
      <Suspense fallback="waiting">
        <View />
      </Suspense>,
    );
    expect(screen.getByText('waiting')).toBeTruthy();
    expect(await screen.findByText('pressed 0')).toBeTruthy();
  });

  it('is shown at once when it was loaded before', async () => {
    const View = later();
    await View.load();
    render(
      <Suspense fallback="waiting">
        <View />
      </Suspense>,
    );
    expect(screen.getByText('pressed 0')).toBeTruthy();
  });

  it('goes on as it was after it has come', async () => {
    const View = later();
    const page = () => (
      <Suspense fallback="waiting">
        <View />
      </Suspense>
    );
    const { rerender } = render(page());
    await userEvent.click(await screen.findByText('pressed 0'));
    rerender(page());
    expect(screen.getByText('pressed 1')).toBeTruthy();
  });

  it('is tried again after a failure', async () => {
    let tries = 0;
    const View = lazily(() =>
      ++tries === 1
        ? Promise.reject<{ default: typeof Counter }>(new Error('no network'))
        : Promise.resolve({ default: Counter }),
    );
    await expect(View.load()).rejects.toThrow('no network');
    await View.load();
    expect(tries).toBe(2);
  });
});
