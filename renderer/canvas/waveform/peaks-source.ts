import type { TrackId } from '#shared/contract/ids.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';
import { decodePeaks, type WaveformPeaks } from '#shared/domain/peaks.ts';

/**
 * Full peaks of a track: zoom levels, finest first.
 * @throws {Error} If the host does not have them or the line is down.
 */
export async function fetchPeaks(id: TrackId, version: number, signal: AbortSignal): Promise<readonly WaveformPeaks[]> {
  const response = await fetch(mediaPaths.peaks(id, version), { signal });
  if (!response.ok) throw new Error(`The waveform could not be loaded (${response.status})`);
  return decodePeaks(new Uint8Array(await response.arrayBuffer()));
}
