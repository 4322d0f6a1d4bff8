import { describe, expect, it } from 'vitest';
import { emptyPanel, readPanels, writePanels } from './panels';

const params = (text: string) => new URLSearchParams(text);

describe('the panels of an address', () => {
  it('are one empty panel when nothing is said', () => {
    expect(readPanels(params(''))).toEqual([emptyPanel]);
  });

  it('are read as Prometheus writes them, old and new', () => {
    const link = params(
      'g1.expr=b&g1.tab=1&g0.expr=a&g0.tab=0&g0.stacked=1&g2.expr=c&g2.tab=table&g2.res_type=fixed&g2.res_step=30s',
    );
    expect(readPanels(link)).toEqual([
      { expression: 'a', tab: 'graph', stacked: true, exemplars: false, stepSeconds: undefined },
      { expression: 'b', tab: 'table', stacked: false, exemplars: false, stepSeconds: undefined },
      { expression: 'c', tab: 'table', stacked: false, exemplars: false, stepSeconds: 30 },
    ]);
  });

  it('are read back as written, other parameters untouched', () => {
    const panels = [
      {
        expression: 'up{job="a"}',
        tab: 'table' as const,
        stacked: false,
        exemplars: false,
        stepSeconds: 15,
      },
      {
        expression: 'x',
        tab: 'graph' as const,
        stacked: true,
        exemplars: true,
        stepSeconds: undefined,
      },
    ];
    const written = writePanels(params('range=2h&g7.expr=gone'), panels);
    expect(written.get('range')).toBe('2h');
    expect(readPanels(written)).toEqual(panels);
  });

  it('are bounded, whatever the address says', () => {
    const many = params(Array.from({ length: 500 }, (_, index) => `g${index}.expr=up`).join('&'));
    expect(readPanels(many)).toHaveLength(50);
  });
});
