/** Highest first. @returns The number that stands at `place` when all are in order; the order of `numbers` is lost. */
function selectNumber(numbers: Float64Array, place: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const pivot = numbers[(low + high) >> 1] as number;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((numbers[left] as number) > pivot) left += 1;
      while ((numbers[right] as number) < pivot) right -= 1;
      if (left > right) break;
      const swapped = numbers[left] as number;
      numbers[left] = numbers[right] as number;
      numbers[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return numbers[place] as number;
}

/**
 * The highest of many scores, in order; equal ones by their place. Finds the least of them first (quickselect): sorting all of
 * 100,000 takes ten times as long.
 * @param most How many at least, where there are so many; ties at the end come along.
 * @returns Places in `scores`.
 */
export function bestScores(scores: Float64Array, most: number): number[] {
  const least = scores.length > most ? selectNumber(scores.slice(), most - 1) : Number.NEGATIVE_INFINITY;
  const places: number[] = [];
  for (let place = 0; place < scores.length; place += 1) if ((scores[place] as number) >= least) places.push(place);
  return places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** 1 for the highest; equal ones share the better rank. */
export function rankOf(scores: Float64Array, score: number): number {
  let above = 0;
  for (let place = 0; place < scores.length; place += 1) if ((scores[place] as number) > score) above += 1;
  return 1 + above;
}

/** -Infinity where there are none. */
export function highestOf(scores: Float64Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < scores.length; place += 1) highest = Math.max(highest, scores[place] as number);
  return highest;
}
