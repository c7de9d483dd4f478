import type { IAudioMetadata } from 'music-metadata';
import { starsOfPopularity, starsOfText } from '#shared/domain/tag-rating.ts';

interface NativeTag {
  readonly id: string;
  readonly value: unknown;
}

/** Stars of one tag as it stands in the file; null when it is no rating. */
function starsOfTag({ id, value }: NativeTag): number | null {
  if (id === 'POPM' || id === 'POP') {
    const { email = '', rating } = value as { readonly email?: string; readonly rating?: number };
    return typeof rating === 'number' ? starsOfPopularity(email, rating) : null;
  }
  const isNumber = id.toUpperCase() === 'RATING' || id === 'rate' || id === '----:com.apple.iTunes:RATING';
  return isNumber && typeof value === 'string' ? starsOfText(value) : null;
}

/** Stars 0-5. The parser's own summary counts ID3 ratings one star too low, and does not know MP4's. */
export function starsOf({ native, common }: IAudioMetadata): number {
  const tags: readonly NativeTag[] = Object.values(native).flat().slice(0, 500);
  const stars = tags.map(starsOfTag).filter((found) => found !== null);
  if (stars.length > 0) return stars.find((found) => found > 0) ?? 0;
  const rating = common.rating?.find((entry) => entry.rating !== undefined)?.rating;
  return rating === undefined || !Number.isFinite(rating) ? 0 : Math.round(Math.min(1, Math.max(0, rating)) * 5);
}
