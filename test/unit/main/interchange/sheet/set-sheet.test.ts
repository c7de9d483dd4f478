import { expect, test } from 'vitest';
import { emptyTrack, type InterchangeTrack } from '#main/interchange/model.ts';
import { formatSetSheet } from '#main/interchange/sheet/format-set-sheet.ts';
import { setSheet, type SheetPlan } from '#main/interchange/sheet/set-sheet.ts';
import { parseKey } from '#shared/domain/key.ts';

const track = (id: string, set: Partial<InterchangeTrack> = {}): InterchangeTrack => ({
  ...emptyTrack(id),
  title: `Title ${id}`,
  artist: `Artist ${id}`,
  ...set,
});
const A = track('a', { bpm: 126, key: parseKey('8A'), energy: 0.61, durationSeconds: 330 });
const B = track('b', { bpm: 128, key: parseKey('9A'), energy: 0.7, durationSeconds: 10 });
const C = track('c', { bpm: 64, key: parseKey('2B'), durationSeconds: 3 * 3600 });
const D = track('d');
const PLAN: SheetPlan = { startsAt: '2026-11-28T22:45', venue: 'Club', notes: '', entries: new Map() };

function sheetOf(tracks: readonly InterchangeTrack[], plan: SheetPlan | null = PLAN) {
  const trackIds = tracks.map(({ id }) => id);
  return setSheet({ tracks, playlists: [], plays: [] }, { name: 'Friday', trackIds }, plan);
}

/** Text of the elements of a kind, in order. */
const textsOf = (html: string, opening: RegExp): string[] =>
  [...html.matchAll(opening)].map((found) => html.slice(found.index + found[0].length).split('<')[0] ?? '');

test('tracks stand in order, each with its clock time, over midnight', () => {
  const html = formatSetSheet(sheetOf([A, B, C, D, A]));
  expect(textsOf(html, /<h2 dir="auto">/gu)).toEqual(['Title a', 'Title b', 'Title c', 'Title d', 'Title a']);
  // 22:45 + 5:30, + 10 s, + 3 h; what comes after the track without a length begins later.
  expect(textsOf(html, /<div class="when"><b>/gu)).toEqual(['22:45', '22:50', '22:50', '01:50', '01:50+']);
  expect(textsOf(html, /<div class="when"><b>[^<]*<\/b><span>/gu)).toEqual(['1.', '2.', '3.', '4.', '5.']);
  expect(html).toContain('Club · 2026-11-28, 22:45 to 01:56');
});

test('without a start times count from zero', () => {
  expect(sheetOf([A, B, C, D], null).entries.map(({ time }) => time)).toEqual(['0:00', '5:30', '5:40', '3:05:40']);
});

test('hints say the move of the key and the pitch of the next track, also in half and double time', () => {
  const hints = sheetOf([A, B, C, D, A, A]).entries.map((entry) => entry.hints);
  expect(hints[0]).toEqual(['A fifth up (8A to 9A)', 'Pitch of the next −1.6 % to match (126.0 to 128.0 BPM)']);
  expect(hints[1]).toEqual(['Keys clash (9A to 2B)', 'Same tempo, counted in half time']);
  expect(hints.slice(2, 4)).toEqual([[], []]);
  expect(hints[4]).toEqual(['Same key (8A)', 'Same tempo']);
  expect(hints[5]).toEqual([]);
});

test('a track that nobody analysed, one whose file is missing, and an empty set are said', () => {
  const missing = new Map([['d', { phase: 'peak', notes: 'Ask Ann', missing: true, mix: null } as const]]);
  const html = formatSetSheet(sheetOf([D], { ...PLAN, entries: missing }));
  expect(html.match(/<dd>–<\/dd>/gu)).toHaveLength(4);
  expect(html).toContain('The file is missing.');
  expect(html).toContain('1. Peak');
  expect(html).toContain('<p class="note said" dir="auto">Ask Ann</p>');
  expect(formatSetSheet(sheetOf([]))).toContain('There are no tracks in this set.');
});

test('hostile texts stay text wherever they come from', () => {
  const evil = '</title><script>alert(1)</script><img src=x onerror="alert(2)">\'&\u0000\ud800';
  const cue = {
    type: 'cue',
    slot: 0,
    startSeconds: 1,
    endSeconds: null,
    name: evil,
    colour: 'red;background:url(//x)',
  } as const;
  const bad = track('x', { title: evil, artist: evil, cues: [cue] });
  const entries = new Map([['x', { phase: null, notes: evil, missing: false, mix: null }]]);
  const plan = { ...PLAN, venue: evil, notes: evil, entries };
  const html = formatSetSheet(
    setSheet({ tracks: [bad], playlists: [], plays: [] }, { name: evil, trackIds: ['x'] }, plan),
  );
  expect(html).not.toMatch(/<script|<img|url\(/iu);
  expect(html.match(/&lt;script&gt;alert\(1\)/gu)).toHaveLength(8);
  expect(html).not.toMatch(/[^\P{Cc}\n]/u);
  expect(html.isWellFormed()).toBe(true);
  // Nothing is fetched: no address, and a policy that refuses any.
  expect(html).not.toMatch(/(?:src|href)\s*=\s*["']/iu);
  expect(html).toContain("default-src 'none'");
});

test('cues have their pad, time to the tenth, name and colour; loops their end', () => {
  const cues = [
    { type: 'cue', slot: 0, startSeconds: 32.56, endSeconds: null, name: 'Drop', colour: '#ff8800' },
    { type: 'loop', slot: null, startSeconds: 61, endSeconds: 65.2, name: '', colour: null },
  ] as const;
  const html = formatSetSheet(sheetOf([track('x', { cues })]));
  expect(html).toContain('<b style="border-color:#ff8800" title="Hot cue 1">1</b> 0:32.5 Drop');
  expect(html).toContain('<b title="Memory cue">M</b> 1:01.0–1:05.2 loop');
});
