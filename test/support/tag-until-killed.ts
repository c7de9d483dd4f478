/**
 * Run as a process of its own, to be killed: writes one text after the other into a file's tags, with an object of that
 * text as Serato keeps them, and prints a line for each.
 * Arguments: path of the file, the texts.
 */
import { writeSync } from 'node:fs';
import { writeTags } from './tag-files.ts';

const [path = '', ...comments] = process.argv.slice(2);
for (let round = 0; ; round += 1) {
  const comment = comments[round % comments.length] ?? '';
  await writeTags(path, { comment }, [{ name: 'Serato Markers2', bytes: Buffer.from(comment) }]);
  writeSync(1, `${round}\n`);
}
