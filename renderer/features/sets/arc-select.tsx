import type { OrderRequest } from '#shared/contract/set-order.ts';
import { ARC_NAMES, ARC_TITLES, type ArcName } from '#shared/domain/energy-arc.ts';
import { Select } from '#renderer/ui/select.tsx';

type Arc = OrderRequest['arc'];
export type ArcChoice = ArcName | 'any' | 'drawn';

export const choiceOf = (arc: Arc): ArcChoice => (arc === null ? 'any' : arc.kind === 'named' ? arc.name : 'drawn');

export function arcOf(choice: ArcChoice, planned: Arc): Arc {
  if (choice === 'any') return null;
  return choice === 'drawn' ? planned : { kind: 'named', name: choice };
}

interface ArcSelectProps {
  readonly choice: ArcChoice;
  readonly planned: Arc;
  readonly onChoose: (choice: ArcChoice) => void;
}

/** How the energy of what is looked for goes. */
export function ArcSelect({ choice, planned, onChoose }: ArcSelectProps) {
  const drawn = planned?.kind === 'drawn' ? [{ value: 'drawn', label: 'As drawn for this set' } as const] : [];
  const options = [
    { value: 'any', label: 'As it comes' } as const,
    ...drawn,
    ...ARC_NAMES.map((name) => ({ value: name, label: ARC_TITLES[name] })),
  ];
  return <Select label="Energy" value={choice} options={options} onChange={onChoose} />;
}
