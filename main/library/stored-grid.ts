import { z } from 'zod';
import { GridSegmentData } from '#shared/contract/tracks.ts';

const StoredGrid = z.object({ beatsPerBar: z.int().positive(), segments: z.array(GridSegmentData) });

/** @returns null for none, and for one that this program cannot read: a new analysis makes a new one. */
export function readStored<Value>(schema: z.ZodType<Value>, text: string | null): Value | null {
  if (text === null) return null;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

export const readStoredGrid = (text: string | null): z.infer<typeof StoredGrid> | null => readStored(StoredGrid, text);
