/** Two decimals are finer than a printer draws. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A path that can be read back, in the place of the browser's own, which cannot. */
export class SvgPath {
  private readonly steps: string[] = [];

  constructor(start?: SvgPath) {
    if (start !== undefined) this.steps.push(...start.steps);
  }

  /** What the attribute `d` of an SVG path says of it. */
  get d(): string {
    return this.steps.join('');
  }

  moveTo(x: number, y: number): void {
    this.add('M', x, y);
  }

  /** The first of a path begins it, as on a canvas. */
  lineTo(x: number, y: number): void {
    this.add(this.steps.length === 0 ? 'M' : 'L', x, y);
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    if (this.steps.length === 0) this.moveTo(ax, ay);
    this.add('C', ax, ay, bx, by, x, y);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.add('M', x, y);
    this.add('H', x + width);
    this.add('V', y + height);
    this.add('H', x);
    this.closePath();
  }

  /** Whole circles go in two halves: an arc that ends where it began is none. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const at = (angle: number): [number, number] => [
      x + radius * Math.cos(angle),
      y + radius * Math.sin(angle),
    ];
    const end = Math.min(to, from + 2 * Math.PI);
    const middle = (from + end) / 2;
    this.add(this.steps.length === 0 ? 'M' : 'L', ...at(from));
    this.add('A', radius, radius, 0, 0, 1, ...at(middle));
    this.add('A', radius, radius, 0, 0, 1, ...at(end));
  }

  closePath(): void {
    this.steps.push('Z');
  }

  private add(letter: string, ...numbers: readonly number[]): void {
    this.steps.push(letter + numbers.map(rounded).join(' '));
  }
}
