/**
 * The numbers that are marked, in their order. A loop, because filter() with its call for each takes five times as long, and
 * every keystroke of a search comes through here.
 * @param marks 1 at the numbers that are wanted.
 */
export function markedNumbers(numbers: Int32Array, marks: Uint8Array): Int32Array<ArrayBuffer> {
  const marked = new Int32Array(numbers.length);
  let count = 0;
  for (let place = 0; place < numbers.length; place += 1) {
    const number = numbers[place]!;
    if (marks[number] !== 1) continue;
    marked[count] = number;
    count += 1;
  }
  return marked.slice(0, count);
}
