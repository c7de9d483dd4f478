import { energyLevel } from '#shared/domain/energy.ts';

/** Energy from 1 to 10 as bar and number. */
export function EnergyBar({ energy }: { readonly energy: number }) {
  const level = energyLevel(energy);
  return (
    <span className="flex items-center gap-1.5">
      <span className="w-[15px] text-end">{level}</span>
      <span className="energy-track min-w-5 flex-1" aria-hidden>
        <span
          className="block h-full rounded-[2px]"
          style={{ width: `${level * 10}%`, background: `oklch(0.7 0.14 ${190 - level * 16.5})` }}
        />
      </span>
    </span>
  );
}
