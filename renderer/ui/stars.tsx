import type { CSSProperties } from 'react';
import { classNames } from './class-names.ts';

const STARS = 5;

/** Five stars in one element: a table draws hundreds of them while it scrolls. */
export function Stars({ rating }: { readonly rating: number }) {
  return (
    <span
      className={classNames('stars', rating > 0 && 'stars-rated')}
      style={{ '--rating': rating } as CSSProperties}
      role="img"
      aria-label={`${rating} of ${STARS} stars`}
    />
  );
}

/** The star, 1 to 5, that lies under the pointer; null where there is none. */
export function starAt({ target, clientX }: { readonly target: EventTarget; readonly clientX: number }): number | null {
  const stars = (target as Element).closest('.stars');
  if (stars === null) return null;
  const { left, width } = stars.getBoundingClientRect();
  return Math.max(1, Math.min(STARS, Math.ceil(((clientX - left) / width) * STARS)));
}
