import type { KeyNotation } from '#shared/domain/key.ts';
import { formatKeyIndex, spokenKey, wheelNumber } from './format.ts';

/** A key: the hue says where on the wheel, the text always says it too. */
export function KeyChip({ index, notation }: { readonly index: number; readonly notation: KeyNotation }) {
  return (
    <span className={`key-chip key-${wheelNumber(index)} inline-block`} title={spokenKey(index)}>
      {formatKeyIndex(index, notation)}
    </span>
  );
}
