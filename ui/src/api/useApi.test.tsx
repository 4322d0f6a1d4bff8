import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Problem } from '../components/Problem';
import { usePageClock } from '../state/clock';
import { fakeServer, show, success } from '../test/render';
import { useApi } from './useApi';

function Probe({ params = {} }: { params?: Record<string, string> }) {
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useApi<string>({ path: 'probe', params, tick });
  return (
    <>
      {loading && <p>loading</p>}
      {answer && <p>data: {answer.data}</p>}
      {answer?.warnings.map((text) => (
        <p key={text}>warning: {text}</p>
      ))}
      {answer?.infos.map((text) => (
        <p key={text}>info: {text}</p>
      ))}
      {problem && <Problem problem={problem} />}
      <button onClick={refresh}>refresh</button>
    </>
  );
}

describe('asking the API', () => {
  it('unwraps data, warnings and infos', async () => {
    fakeServer({ probe: success('one', { warnings: ['w'], infos: ['i'] }) });
    show(<Probe />);
    expect(screen.getByText('loading')).toBeTruthy();
    expect(await screen.findByText('data: one')).toBeTruthy();
    expect(screen.getByText('warning: w')).toBeTruthy();
    expect(screen.getByText('info: i')).toBeTruthy();
  });

  it('keeps the old data beside the problem when a refresh fails', async () => {
    fakeServer({ probe: success('one') });
    show(<Probe />);
    await screen.findByText('data: one');
    fakeServer({ probe: new TypeError('connection lost') });
    await userEvent.click(screen.getByRole('button'));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByText('The server does not answer')).toBeTruthy();
    expect(screen.getByText('data: one')).toBeTruthy();
    expect(screen.queryByText('loading')).toBeNull();
  });

  it('shows the error of the API in its own words', async () => {
    fakeServer({
      probe: { status: 'error', errorType: 'bad_data', error: '1:4: parse error: unclosed' },
    });
    show(<Probe />);
    expect(await screen.findByText('1:4: parse error: unclosed')).toBeTruthy();
    expect(screen.getByText('The query cannot be read')).toBeTruthy();
  });

  it('says so when something else than the API answered', async () => {
    fakeServer({});
    show(<Probe />);
    expect(await screen.findByText('This server does not offer this')).toBeTruthy();
  });

  it('sends what is too long for an address as a form', async () => {
    const asked = fakeServer({ probe: success('long') });
    show(<Probe params={{ query: 'x'.repeat(3_000) }} />);
    expect(await screen.findByText('data: long')).toBeTruthy();
    expect(asked).toEqual(['/api/v1/probe']);
  });
});
