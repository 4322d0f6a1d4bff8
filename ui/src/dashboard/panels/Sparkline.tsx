import type { Cell } from '../data/frame';
import classes from './Sparkline.module.css';

const width = 200;
const height = 40;

/** Where the values stand, piece by piece: a gap ends one. */
function pieces(values: readonly Cell[]): string[] {
  const numbers = values.map((value) =>
    typeof value === 'number' && Number.isFinite(value) ? value : undefined,
  );
  let min = Infinity;
  let max = -Infinity;
  for (const value of numbers) {
    if (value === undefined) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (!(max >= min)) return [];
  const span = max - min || 1;
  const flat = max === min;
  const found: string[][] = [[]];
  numbers.forEach((value, index) => {
    if (value === undefined) {
      if (found.at(-1)?.length !== 0) found.push([]);
      return;
    }
    const x = (index / Math.max(1, numbers.length - 1)) * width;
    const y = flat ? height / 2 : height - ((value - min) / span) * (height - 3) - 1.5;
    found.at(-1)?.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  });
  return found.filter((piece) => piece.length > 0).map((piece) => piece.join(' L'));
}

/** The course of a value, behind it. */
export function Sparkline({ values, colour }: { values: readonly Cell[]; colour: string }) {
  return (
    <svg
      className={classes['spark']}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {pieces(values).map((piece) => {
        const firstX = piece.slice(0, piece.indexOf(','));
        const lastX = piece.slice(piece.lastIndexOf('L') + 1).split(',')[0] ?? firstX;
        return (
          <g key={piece}>
            <path
              d={`M${firstX},${height} L${piece} L${lastX},${height}Z`}
              fill={colour}
              opacity="0.12"
            />
            <path
              d={`M${piece}`}
              fill="none"
              stroke={colour}
              strokeWidth="1.5"
              vectorEffect="non-scaling-stroke"
            />
          </g>
        );
      })}
    </svg>
  );
}
