import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { show } from '../../../test/render';
import RuleEditor from './RuleEditor';
import type { YamlEditorProps } from './YamlEditor';

vi.mock('./YamlEditor', () => ({
  default: ({ value, onChange, label }: YamlEditorProps) => (
    <textarea
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ),
}));

const source = {
  file: 'rules.yml',
  group: 'g',
  groupLabels: {},
  rule: 0,
  name: 'Down',
  line: 6,
  text: '- alert: Down\n  expr: up == 0',
  version: '"one"',
};
const replay = {
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-02T00:00:00Z',
  recordedSamples: 0,
  alerts: [],
  notifications: [],
  problems: [],
};

interface Put {
  readonly version: string | null;
  readonly text: string;
}

/** A server with this rule, that answers saving in turn; returns what it was to save. */
function serve(answers: readonly (readonly [number, object])[], more: object = {}): Put[] {
  const puts: Put[] = [];
  vi.stubGlobal('fetch', (address: string, init: RequestInit = {}) => {
    const { pathname } = new URL(address, 'http://server');
    const json = (body: unknown, status = 200) =>
      Promise.resolve(new Response(JSON.stringify(body), { status }));
    if (pathname === '/api/v1/rules/replay') return json({ status: 'success', data: replay });
    if (pathname.endsWith('/check')) return json({ problems: [], findings: [] });
    if (init.method !== 'PUT') return json({ ...source, ...more });
    const [status, body] = answers[puts.length] ?? [500, {}];
    puts.push({
      version: new Headers(init.headers).get('If-Match'),
      text: (JSON.parse(init.body as string) as { text: string }).text,
    });
    return json(body, status);
  });
  return puts;
}

const edit = () =>
  show(
    <RuleEditor
      address={{ file: 'rules.yml', group: 'g', rule: { index: 0, name: 'Down' } }}
      intervalSeconds={15}
      close={() => undefined}
    />,
  );

async function write(text: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText('YAML of the rule'), { target: { value: text } });
  const review = screen.getByRole('button', { name: 'Review and save' });
  await waitFor(() => expect(review).toHaveProperty('disabled', false), { timeout: 3_000 });
  await userEvent.click(review);
}

beforeEach(() => vi.unstubAllGlobals());

it('a rule is saved after a look at what changes', async () => {
  const puts = serve([[200, { ...source, version: '"two"' }]]);
  edit();
  await write('- alert: Down\n  expr: up == 1');
  expect(screen.getByRole('region', { name: 'What changes in the file' }).textContent).toContain(
    'up == 1',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Write to the file' }));
  await screen.findByText('Written to rules.yml:6, and in force.');
  expect(puts).toEqual([{ version: '"one"', text: '- alert: Down\n  expr: up == 1' }]);
});

it('what somebody else saved meanwhile is shown, and replaced only on purpose', async () => {
  const theirs = { text: '- alert: Down\n  expr: up == 2', version: '"theirs"' };
  const puts = serve([
    [412, theirs],
    [200, source],
  ]);
  edit();
  await write('- alert: Down\n  expr: up == 1');
  await userEvent.click(screen.getByRole('button', { name: 'Write to the file' }));
  await screen.findByText('Somebody else has changed it since you opened it');
  await userEvent.click(screen.getByRole('button', { name: 'Keep mine in its place' }));
  await userEvent.click(screen.getByRole('button', { name: 'Review and save' }));
  await userEvent.click(screen.getByRole('button', { name: 'Write to the file' }));
  await screen.findByText('Written to rules.yml:6, and in force.');
  expect(puts.map(({ version }) => version)).toEqual(['"one"', '"theirs"']);
});

it('a file that the server cannot write says so, and can be tried only', async () => {
  serve([], { obstacle: 'file_read_only', obstacleReason: 'read-only' });
  edit();
  await screen.findByText(/read-only for the server/);
  fireEvent.change(screen.getByLabelText('YAML of the rule'), { target: { value: '- alert: X' } });
  await screen.findByText('Well formed, and nothing odd about it');
  expect(screen.getByRole('button', { name: 'Review and save' })).toHaveProperty('disabled', true);
});
