import type { EnergyCurve } from '#shared/domain/analysis-details.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { formatTime } from '#shared/domain/time-text.ts';

/** What the energy in the overview shows, in words: "Energy from 1 to 10: 4 at the start, highest 8 at 2:10, 5 at the end." */
export function energyText({ secondsPerValue, values }: EnergyCurve): string {
  if (values.length === 0) return '';
  const highest = values.indexOf(Math.max(...values));
  const lowest = values.indexOf(Math.min(...values));
  const level = (index: number): number => energyLevel(values[index] ?? 0);
  const last = values.length - 1;
  const turn = (name: string, index: number) => ({
    index,
    text: `${name} ${level(index)} at ${formatTime((index + 0.5) * secondsPerValue)}`,
  });
  if (level(lowest) === level(highest)) return `Energy from 1 to 10: ${level(highest)} throughout.`;
  const turns = [turn('highest', highest), turn('lowest', lowest)]
    // As low at the start or the end is no place to name.
    .filter(({ index }) => index === highest || (level(index) !== level(0) && level(index) !== level(last)))
    .sort((a, b) => a.index - b.index);
  const parts = [`${level(0)} at the start`, ...turns.map(({ text }) => text), `${level(last)} at the end`];
  return `Energy from 1 to 10: ${parts.join(', ')}.`;
}
