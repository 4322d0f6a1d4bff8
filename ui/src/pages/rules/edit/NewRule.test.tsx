import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { EditorProps } from '../../../promql/Editor';
import { show } from '../../../test/render';
import NewRule from './NewRule';
import type { YamlEditorProps } from './YamlEditor';

const editor = ({ value, onChange, label }: Pick<EditorProps, 'value' | 'onChange' | 'label'>) => (
  <textarea
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

vi.mock('../../../promql/LazyEditor', () => ({
  LazyEditor: (props: EditorProps) => editor(props),
}));
vi.mock('./YamlEditor', () => ({ default: (props: YamlEditorProps) => editor(props) }));

const group = (name: string) => ({ name, labels: {} });

interface Added {
  readonly params: Record<string, string>;
  readonly text: string;
}

/** A server with these places for rules; returns what it was to add. */
function serve(places: object, status = 201): Added[] {
  const added: Added[] = [];
  const replay = { recordedSamples: 0, alerts: [], notifications: [], problems: [] };
  vi.stubGlobal('fetch', (address: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(address, 'http://server');
    const json = (body: unknown, code = 200) =>
      Promise.resolve(new Response(JSON.stringify(body), { status: code }));
    if (pathname.endsWith('/files')) return json(places);
    if (pathname.endsWith('/check')) return json({ problems: [], findings: [] });
    if (!pathname.endsWith('/new')) return json({ status: 'success', data: replay });
    const { text } = JSON.parse(init.body as string) as { text: string };
    added.push({ params: Object.fromEntries(searchParams), text });
    return status === 201
      ? json({ file: 'rules.yml', line: 9, group: 'g', groupLabels: {}, text }, status)
      : json({ detail: 'no', problems: [{ line: 0, reason: 'there is one already' }] }, status);
  });
  return added;
}

async function fillIn(): Promise<void> {
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Down' } });
  fireEvent.change(screen.getByLabelText('PromQL expression'), { target: { value: 'up == 0' } });
}

async function save(): Promise<void> {
  const review = screen.getByRole('button', { name: 'Review and save' });
  await waitFor(() => expect(review).toHaveProperty('disabled', false), { timeout: 3_000 });
  await userEvent.click(review);
  await userEvent.click(screen.getByRole('button', { name: 'Write to the file' }));
}

const open = () => show(<NewRule groups={[]} close={() => undefined} />);

it('a rule is added to the group that the form says', async () => {
  const added = serve({
    files: [{ file: 'rules.yml', groups: ['a', 'b'].map(group) }],
    patterns: [],
  });
  open();
  await screen.findByText('Give it a name.');
  await fillIn();
  fireEvent.change(screen.getByLabelText('Group'), { target: { value: 'b' } });
  await save();
  await screen.findByText('Written to rules.yml:9, and in force.');
  expect(added).toEqual([
    {
      params: { file: 'rules.yml', group: 'b' },
      text: '- alert: Down\n  expr: up == 0\n  for: 5m\n  labels:\n    severity: warning',
    },
  ]);
});

it('a group goes to a new file, as it was gone on with by hand, and says why it cannot', async () => {
  const added = serve({ files: [], patterns: ['rules/*.yml'] }, 422);
  open();
  fireEvent.change(await screen.findByLabelText('Name of the group'), { target: { value: 'g' } });
  await fillIn();
  await userEvent.click(screen.getByRole('button', { name: 'Go on in YAML' }));
  const text = '- name: g\n  rules: []';
  fireEvent.change(screen.getByLabelText('YAML of the rule'), { target: { value: text } });
  await save();
  await screen.findByText('there is one already');
  expect(added).toEqual([{ params: { file: 'rules/new.yml' }, text }]);
});

it('where the configuration reads no rule files, that is said', async () => {
  serve({ files: [], patterns: [] });
  open();
  await screen.findByText(/reads no rule files/);
});
