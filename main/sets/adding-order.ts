/** Tracks that came in with less than this between them came in together: a scan, an import, a purchase. */
const TOGETHER_SECONDS = 10 * 60;
/** Row numbers fit below it, and with it seconds still are whole numbers of a double. */
const NUMBERS = 2 ** 20;

/**
 * The places of tracks in the order in which they came into the collection. Those that came together share the middle of their
 * places and are a third of their number apart, for nobody knows their order.
 * @param addedSeconds Since 1970, by row number; NaN where there is no track.
 */
export function writeAddingOrder(addedSeconds: Float64Array, added: Int32Array, addedSpread: Int32Array): void {
  const keys = new Float64Array(addedSeconds.length);
  let count = 0;
  for (const [number, seconds] of addedSeconds.entries()) {
    if (Number.isNaN(seconds)) continue;
    keys[count] = Math.max(0, Math.round(seconds)) * NUMBERS + number;
    count += 1;
  }
  const order = keys.subarray(0, count).sort();
  const secondsAt = (place: number): number => Math.floor((order[place] ?? 0) / NUMBERS);
  for (let first = 0; first < count; ) {
    let end = first + 1;
    while (end < count && secondsAt(end) - secondsAt(end - 1) < TOGETHER_SECONDS) end += 1;
    for (let place = first; place < end; place += 1) {
      const number = (order[place] ?? 0) % NUMBERS;
      added[number] = Math.floor((first + end - 1) / 2);
      addedSpread[number] = Math.floor((end - first) / 3);
    }
    first = end;
  }
}
