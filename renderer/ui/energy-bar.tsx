import type { CSSProperties } from 'react';
import { energyLevel } from '#shared/domain/energy.ts';

/** Energy from 1 to 10 as number and bar, in one element: a table draws hundreds of them while it scrolls. */
export function EnergyBar({ energy }: { readonly energy: number }) {
  const level = energyLevel(energy);
  return (
    <span className="energy" style={{ '--level': level } as CSSProperties}>
      {level < 10 ? `${FIGURE_SPACE}${level}` : level}
    </span>
  );
}

/** As wide as a digit: keeps one digit under two. */
const FIGURE_SPACE = '\u2007';
