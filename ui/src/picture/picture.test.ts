import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawnBy } from './drawings';
import { drawnAsSvg } from './SvgSurface';
import { svgOf } from './svgOf';
import { attributes, escaped, fontOf, isClear, paint } from './svgText';

const identity = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, isIdentity: true };

/** As much of a canvas as a drawing looks at; nothing can be drawn on it. */
function canvas(): CanvasRenderingContext2D {
  const refuse = () => {
    throw new Error('this was drawn on the canvas');
  };
  let dash: number[] = [];
  const own = {
    fillStyle: '#000000',
    strokeStyle: '#000000',
    lineWidth: 1,
    lineCap: 'butt',
    lineJoin: 'round',
    font: '22px "Inter Variable", sans-serif',
    textAlign: 'right',
    textBaseline: 'middle',
    globalAlpha: 1,
    transform: identity,
    getTransform: () => own.transform,
    getLineDash: () => dash,
    setLineDash: (next: number[]) => (dash = next),
    save: () => undefined,
    restore: () => undefined,
  };
  return Object.assign(
    Object.create({ fill: refuse, stroke: refuse, clearRect: refuse }) as object,
    own,
  ) as unknown as CanvasRenderingContext2D;
}

function elements(svg: string): Document {
  const document = new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg">${svg}</svg>`,
    'image/svg+xml',
  );
  expect(document.querySelector('parsererror')).toBeNull();
  return document;
}

afterEach(() => vi.unstubAllGlobals());

describe('what is drawn on a canvas', () => {
  it('becomes lines, areas and texts, and the canvas is left alone', () => {
    vi.stubGlobal('Path2D', vi.fn());
    const native = Path2D;
    const context = canvas();
    const svg = drawnAsSvg(context, 'a', () => {
      context.clearRect(0, 0, 10, 10);
      const line = new Path2D();
      line.lineTo(0, 1.23456);
      line.lineTo(10, 5);
      line.bezierCurveTo(1, 2, 3, 4, 5, 6);
      context.strokeStyle = '#73bf69';
      context.lineWidth = 3;
      context.setLineDash([8, 6]);
      context.stroke(line);
      const area = new Path2D(line);
      area.closePath();
      context.fillStyle = 'rgba(115, 191, 105, 0.1)';
      context.fill(area);
      context.fillStyle = '#ffffff';
      context.fillText('1 <b> & "c"', 20, 30);
    });
    const [line, area] = elements(svg).querySelectorAll('path');
    expect(line?.getAttribute('d')).toBe('M0 1.23L10 5C1 2 3 4 5 6');
    expect(line?.getAttribute('stroke-dasharray')).toBe('8 6');
    expect(line?.getAttribute('stroke-width')).toBe('3');
    expect(area?.getAttribute('d')).toMatch(/Z$/);
    expect(area?.getAttribute('fill-opacity')).toBe('0.1');
    const text = elements(svg).querySelector('text');
    expect(text?.textContent).toBe('1 <b> & "c"');
    expect(text?.getAttribute('text-anchor')).toBe('end');
    expect(Number(text?.getAttribute('y'))).toBeCloseTo(37.7);
    expect(Path2D).toBe(native);
    expect(() => context.fill()).toThrow('this was drawn on the canvas');
  });

  it('is cut off where it is on the canvas, until that is over', () => {
    vi.stubGlobal('Path2D', vi.fn());
    const context = canvas();
    const svg = drawnAsSvg(context, 'b', () => {
      context.save();
      context.beginPath();
      context.rect(0, 0, 100, 50);
      context.clip();
      context.fillRect(1, 2, 3, 4);
      context.restore();
      context.fillRect(5, 6, 7, 8);
    });
    const [inside, outside] = elements(svg).querySelectorAll('path[fill]');
    expect(svg).toContain('<clipPath id="b-clip-0"><path d="M0 0H100V50H0Z"/></clipPath>');
    expect(inside?.parentElement?.getAttribute('clip-path')).toBe('url(#b-clip-0)');
    expect(outside?.parentElement?.tagName).toBe('svg');
  });

  it('draws whole circles, and gives its lines back when drawing fails', () => {
    vi.stubGlobal('Path2D', vi.fn());
    const native = Path2D;
    const context = canvas();
    const svg = drawnAsSvg(context, 'c', () => {
      context.beginPath();
      context.arc(10, 10, 2, 0, 2 * Math.PI);
      context.fill();
    });
    expect(svg).toContain('d="M12 10A2 2 0 0 1 8 10A2 2 0 0 1 12 10"');
    expect(() =>
      drawnAsSvg(context, 'd', () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(Path2D).toBe(native);
  });
});

describe('SVG', () => {
  it('has colours that every reader knows', () => {
    expect(paint('fill', 'color(srgb 1 0.5 0 / 0.08)')).toEqual({
      fill: 'rgb(255,128,0)',
      'fill-opacity': 0.08,
    });
    expect(paint('stroke', 'rgb(1, 2, 3)')).toEqual({ stroke: 'rgb(1,2,3)' });
    expect(paint('stroke', '#123456')).toEqual({ stroke: '#123456' });
    expect(['transparent', 'rgba(0, 0, 0, 0)', '#000000'].map(isClear)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is well formed whatever a text is', () => {
    expect(escaped('a\u0000\u0008<&>"\ud800é😀')).toBe('a&lt;&amp;&gt;&quot;é😀');
    expect(attributes({ x: 1 / 3, y: undefined, id: '"' })).toBe(' x="0.33" id="&quot;"');
    expect(fontOf('500 11px "Inter Variable", sans-serif')).toMatchObject({
      'font-family': '"Inter Variable", sans-serif',
      'font-size': '11',
      'font-weight': '500',
    });
  });

  it('of an element holds what its canvas draws, and its texts', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no font here')));
    const panel = document.createElement('section');
    panel.setAttribute('aria-label', 'Load & more');
    panel.innerHTML = '<canvas width="20" height="10"></canvas><i data-not-on-pictures>menu</i>';
    document.body.append(panel);
    const chart = panel.querySelector('canvas');
    if (chart !== null) drawnBy(chart, (name) => Promise.resolve(`<path id="${name}" d="M0 0"/>`));
    const svg = await svgOf(panel);
    panel.remove();
    const picture = new DOMParser().parseFromString(svg, 'image/svg+xml');
    panel.remove();
    expect(picture.querySelector('title')?.textContent).toBe('Load & more');
    expect(picture.querySelector('svg svg')?.getAttribute('viewBox')).toBe('0 0 20 10');
    expect(picture.querySelectorAll('path')).toHaveLength(1);
    expect(picture.querySelector('foreignObject, image')).toBeNull();
    expect(picture.documentElement.textContent).not.toContain('menu');
  });
});
