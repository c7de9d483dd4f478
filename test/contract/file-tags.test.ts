import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { firstWhere, startHost } from '#test/support/running-host.ts';
import { entriesOf, fileHash } from '#test/support/tag-files.ts';
import { tempFolder } from '#test/support/temp-library.ts';

test.skipIf(ffmpegPath === null)(
  'tags are written through the whole host, and restored by another start of it',
  async () => {
    const dataFolder = tempFolder();
    const music = join(tempFolder(), 'music');
    mkdirSync(music);
    const path = join(music, 'a.flac');
    makeAudioFile(path, { tags: { title: 'Strobe', comment: 'Old words' } });
    const before = fileHash(path);
    const first = await startHost(dataFolder);
    const { client } = first;
    await client.analysis.pause();
    await client.library.addFolder({ path: music });
    await firstWhere(await client.library.watchScan(), (scan) => !scan.running && scan.added === 1);
    const [id] = await client.library.trackIds({ query: { source: { kind: 'all' }, search: '', sort: [] } });
    if (id === undefined) throw new Error('No track');
    await client.library.editTracks({ ids: [id], edit: { comment: 'New words', rating: 3 } });
    await expect(client.fileTags.write()).rejects.toMatchObject({ code: 'conflict' });
    await client.fileTags.preview({ trackIds: [id], fields: ['comment', 'rating', 'key'], notation: 'camelot' });
    const { preview } = await firstWhere(await client.fileTags.watch(), ({ phase }) => phase === 'ready');
    expect(await client.fileTags.changes({ preview: preview?.number ?? 0, offset: 0, limit: 10 })).toEqual([
      { trackId: id, file: 'a.flac', field: 'rating', before: '', after: '3' },
      { trackId: id, file: 'a.flac', field: 'comment', before: 'Old words', after: 'New words' },
    ]);
    expect(fileHash(path)).toBe(before);
    await client.fileTags.write();
    await firstWhere(await client.fileTags.watch(), ({ phase, result }) => phase === 'done' && result?.files === 1);
    // ffmpeg calls it a description: programs that look for a comment find it too.
    const texts = (await entriesOf(path)).map(({ raw }) => raw.toString());
    expect(texts).toEqual(expect.arrayContaining(['DESCRIPTION=New words', 'COMMENT=New words', 'RATING=60']));
    await first.close();

    const second = await startHost(dataFolder);
    onTestFinished(() => second.close());
    const [run] = await second.client.fileTags.runs();
    expect(run).toMatchObject({ files: 1, restored: 0, fields: ['comment', 'rating', 'key'] });
    await second.client.fileTags.restore({ runId: run?.id ?? '' });
    await firstWhere(
      await second.client.fileTags.watch(),
      ({ phase, result }) => phase === 'done' && result?.files === 1,
    );
    expect(fileHash(path)).toBe(before);
  },
);
