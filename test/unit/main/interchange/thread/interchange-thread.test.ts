import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { WriteTarget } from '#main/interchange/export/write-library.ts';
import type { InterchangeLibrary, PlaylistNode } from '#main/interchange/model.ts';
import { readSource } from '#main/interchange/read-source.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { flattenPlaylists, unflattenPlaylists } from '#main/interchange/thread/flat-playlists.ts';
import { createInterchangeThread } from '#main/interchange/thread/interchange-thread.ts';
import { inventCollection } from '#test/support/foreign-collection.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const thread = createInterchangeThread(new URL(import.meta.resolve('#main/interchange/thread/interchange-worker.ts')));
const options = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

function target(path: string): WriteTarget {
  const uuid = '0192f0c4-0000-7000-8000-000000000000';
  return { path, format: 'rekordbox-xml', replace: false, title: 'List', nowMs: 0, uuid };
}

function nested(depth: number): PlaylistNode[] {
  let nodes: PlaylistNode[] = [{ kind: 'playlist', name: 'deep', trackIds: ['1'] }];
  for (let level = 0; level < depth; level += 1) nodes = [{ kind: 'folder', name: `${level}`, children: nodes }];
  return nodes;
}

describe('reading in a thread', () => {
  test('gives what reading here gives, in parts that keep their order, and says how far it is', async () => {
    const path = join(tempFolder(), 'collection.xml');
    writeFileSync(path, formatRekordbox(inventCollection(2_300)).output);
    const fractions: number[] = [];
    const { reading, ...read } = await thread.readSource(path, {
      ...options(),
      onProgress: (fraction) => fractions.push(fraction),
    });
    const { reading: expected, ...here } = await readSource(path, options());
    expect(read).toEqual(here);
    const tracks = [...reading.library.tracks];
    expect({ ...reading, library: { ...reading.library, tracks } }).toEqual(expected);
    expect(tracks).toHaveLength(2_300);
    expect(fractions.at(-1)).toBe(1);
  });

  test('fails with the same words', async () => {
    const path = join(tempFolder(), 'gone.xml');
    const message = '"gone.xml" is not there. Check the path, or connect its drive.';
    await expect(thread.readSource(path, options())).rejects.toMatchObject({ code: 'not-found', message });
  });

  test('stops when it is told to', async () => {
    const path = join(tempFolder(), 'collection.xml');
    writeFileSync(path, formatRekordbox(inventCollection(20_000)).output);
    const stop = new AbortController();
    const reading = thread.readSource(path, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('writing in a thread', () => {
  test('writes what writing here writes', async () => {
    const path = join(tempFolder(), 'out.xml');
    const library: InterchangeLibrary = inventCollection(1_200);
    const { counts } = await thread.writeLibrary(library, target(path));
    expect(counts.tracks).toBe(1_200);
    expect((await readSource(path, options())).reading.library.tracks.map(({ title }) => title)).toEqual(
      library.tracks.map(({ title }) => title),
    );
  });

  test('leaves a file that is there as it is', async () => {
    const path = join(tempFolder(), 'there.xml');
    writeFileSync(path, 'mine');
    await expect(thread.writeLibrary(inventCollection(1), target(path))).rejects.toMatchObject({ code: 'conflict' });
    expect(existsSync(path)).toBe(true);
  });
});

test('folders 4,000 deep come through, which no copy between threads would', () => {
  const deep = nested(4_000);
  const flat = structuredClone(flattenPlaylists(deep));
  expect(flat).toHaveLength(4_001);
  let nodes = unflattenPlaylists(flat);
  let depth = 0;
  for (let [node] = nodes; node?.kind === 'folder'; [node] = nodes) {
    nodes = [...node.children];
    depth += 1;
  }
  expect([depth, nodes]).toEqual([4_000, [{ kind: 'playlist', name: 'deep', trackIds: ['1'] }]]);
  const wide: PlaylistNode[] = [...nested(1), ...nested(2), { kind: 'folder', name: 'empty', children: [] }];
  expect(unflattenPlaylists(flattenPlaylists(wide))).toEqual(wide);
});
