import * as fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { changeTags, type FieldTexts, takeBack } from '#main/tags/entry-changes.ts';
import { resynchronise, syncSafe, unsynchronise } from '#main/tags/id3/id3-bytes.ts';
import { id3Document } from '#main/tags/id3/id3-document.ts';
import { id3Length } from '#main/tags/id3/id3-tag.ts';
import { starsOfPopularity } from '#shared/domain/tag-rating.ts';

interface Frame {
  readonly id: string;
  readonly content: Uint8Array;
}

interface Layout {
  readonly version: 2 | 3 | 4;
  readonly unsynchronised: boolean;
  readonly footer: boolean;
  readonly extended: boolean;
  readonly padding: number;
}

/** Bytes with many 0xFF, which unsynchronisation is about. */
const content = fc
  .uint8Array({ minLength: 1, maxLength: 300 })
  .map((bytes) => bytes.map((byte) => (byte % 5 === 0 ? 0xff : byte)));
const OTHERS = {
  2: ['TT2', 'TP1', 'PIC', 'GEO', 'UFI'],
  3: ['TIT2', 'TPE1', 'APIC', 'GEOB', 'PRIV', 'RVAD'],
  4: ['TIT2', 'APIC', 'GEOB', 'PRIV', 'RVA2', 'XHD3'],
} as const;

const tag = fc
  .record({
    version: fc.constantFrom(2 as const, 3 as const, 4 as const),
    unsynchronised: fc.boolean(),
    footer: fc.boolean(),
    extended: fc.boolean(),
    padding: fc.integer({ min: 0, max: 600 }),
  })
  .chain((layout) =>
    fc.record({
      layout: fc.constant<Layout>(layout),
      frames: fc.array(fc.record({ id: fc.constantFrom(...OTHERS[layout.version]), content }), { maxLength: 12 }),
    }),
  );
const texts: fc.Arbitrary<FieldTexts> = fc.record(
  {
    key: fc.constantFrom('8A', 'F#m', '12d', ''),
    bpm: fc.constantFrom('128', '127.98', ''),
    energy: fc.constantFrom('1', '10', ''),
    rating: fc.constantFrom('0', '1', '2', '3', '4', '5'),
    comment: fc.constantFrom('plain', 'ÿÿÿ Gruß', '日本 – ☀', ''),
  },
  { requiredKeys: [] },
);

const uint = (value: number, width: number): Buffer => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
};

function frameBytes({ id, content }: Frame, { version, unsynchronised }: Layout): Buffer {
  const head = Buffer.from(id, 'latin1');
  if (version === 2) return Buffer.concat([head, uint(content.length, 3), content]);
  if (version === 3) return Buffer.concat([head, uint(content.length, 4), Buffer.alloc(2), content]);
  const body = unsynchronised ? unsynchronise(Buffer.from(content)) : Buffer.from(content);
  return Buffer.concat([head, syncSafe(body.length), Buffer.from([0, unsynchronised ? 2 : 0]), body]);
}

/** A tag as the specifications have it, made without the code that is tested (but for the two ways to write numbers). */
function makeTag(frames: readonly Frame[], layout: Layout): Buffer {
  const { version, unsynchronised } = layout;
  const footer = layout.footer && version === 4;
  const extended = layout.extended && version !== 2;
  const list = Buffer.concat(frames.map((frame) => frameBytes(frame, layout)));
  const padding = Buffer.alloc(footer ? 0 : layout.padding);
  const sum = crc32(version === 3 ? list : Buffer.concat([list, padding]));
  const head3 = () => Buffer.concat([uint(10, 4), uint(0x8000, 2), uint(padding.length, 4), uint(sum, 4)]);
  const head4 = () =>
    Buffer.concat([syncSafe(12), Buffer.from([1, 0x20, 5, Math.floor(sum / 2 ** 28)]), syncSafe(sum % 2 ** 28)]);
  const extension = extended ? (version === 3 ? head3() : head4()) : Buffer.alloc(0);
  const body = Buffer.concat([extension, list, padding]);
  const stored = unsynchronised && version !== 4 ? unsynchronise(body) : body;
  const bit = (is: boolean, value: number): number => (is ? value : 0);
  const flags = bit(unsynchronised, 0x80) + bit(extended, 0x40) + bit(footer, 0x10);
  const rest = Buffer.concat([Buffer.from([version, 0, flags]), syncSafe(stored.length)]);
  return Buffer.concat([Buffer.from('ID3'), rest, stored, ...(footer ? [Buffer.from('3DI'), rest] : [])]);
}

const open = (bytes: Buffer) => id3Document({ bytes, place: (made) => [{ start: 0, end: bytes.length, bytes: made }] });
async function rendered(bytes: Buffer, entries: ReturnType<typeof open>['entries'], size?: number): Promise<Buffer> {
  const [splice] = await open(bytes).render(entries, size);
  if (!splice) throw new Error('Nothing rendered');
  return splice.bytes;
}

describe('of any ID3 tag', () => {
  test('the frames that are not written survive byte for byte, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(tag, texts, async ({ layout, frames }, wanted) => {
        const bytes = makeTag(frames, layout);
        const document = open(bytes);
        expect(document.entries.map(({ raw }) => raw)).toEqual(frames.map((frame) => frameBytes(frame, layout)));
        const { entries } = changeTags(document, wanted);
        const made = await rendered(bytes, entries);
        expect(id3Length(made)).toBe(made.length);
        const again = open(made);
        expect(again.kind).toBe(document.kind);
        expect(again.entries).toEqual(entries);
        expect(again.entries.slice(0, frames.length).map(({ raw }) => raw)).toEqual(
          document.entries.map(({ raw }) => raw),
        );
        for (const [field, text] of Object.entries(wanted)) {
          const found = again.dialect.find(again.entries, field as keyof FieldTexts);
          if (text !== '' && text !== '0') expect(found.map((entry) => entry.text)).toEqual([text]);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('what was written is taken back to the byte, in the length of before', async () => {
    await fc.assert(
      fc.asyncProperty(tag, texts, texts, async ({ layout, frames }, first, second) => {
        const bytes = makeTag(frames, layout);
        const one = changeTags(open(bytes), first);
        const middle = await rendered(bytes, one.entries);
        const two = changeTags(open(middle), second);
        const last = await rendered(middle, two.entries);
        const back = takeBack(open(last).entries, two.changes);
        expect(back.changedSince).toBe(0);
        const restored = await rendered(last, back.entries, middle.length);
        expect(restored).toEqual(middle);
        const start = takeBack(open(restored).entries, one.changes);
        expect(await rendered(restored, start.entries, bytes.length)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  test('that was cut or hit anywhere, it is refused or its frames stay', () => {
    fc.assert(
      fc.property(tag, fc.nat(), fc.integer({ min: 0, max: 255 }), ({ layout, frames }, at, value) => {
        const bytes = makeTag(frames, layout);
        bytes[10 + (at % Math.max(1, bytes.length - 10))] = value;
        try {
          expect(open(bytes).entries.length).toBeLessThanOrEqual(frames.length + bytes.length);
        } catch (error) {
          expect(error).toMatchObject({ code: 'unsupported' });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('unsynchronisation is undone exactly and leaves no false start of sound', () => {
    fc.assert(
      fc.property(content, (bytes) => {
        const safe = unsynchronise(Buffer.from(bytes));
        expect(resynchronise(safe)).toEqual(Buffer.from(bytes));
        for (let at = safe.indexOf(0xff); at >= 0; at = safe.indexOf(0xff, at + 1))
          expect(safe[at + 1] ?? 0xff).toBeLessThan(0xe0);
      }),
    );
  });
});

const V3: Layout = { version: 3, unsynchronised: false, footer: false, extended: false, padding: 200 };
const frame = (id: string, ...parts: readonly (string | number[])[]): Frame => ({
  id,
  content: Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  ),
});
const documentOf = (...frames: readonly Frame[]) => open(makeTag(frames, V3));
const said = (texts: FieldTexts, ...frames: readonly Frame[]) => {
  const { entries, changes, fields } = changeTags(documentOf(...frames), texts);
  return { entries, changes, fields, shown: entries.map(({ id, text }) => [id, text]) };
};

describe('a frame that is replaced', () => {
  test('of a rating keeps its owner, its scale and its counter of plays', () => {
    const windows = frame('POPM', 'Windows Media Player 9 Series\0', [255, 0, 0, 1, 44]);
    const traktor = frame('POPM', 'traktor@native-instruments.de\0', [51]);
    const { entries } = said({ rating: '3' }, windows, traktor);
    expect(entries[0]?.raw.subarray(10)).toEqual(
      Buffer.from('Windows Media Player 9 Series\0\x80\0\0\x01\x2c', 'latin1'),
    );
    expect(entries[1]?.raw.subarray(10)).toEqual(Buffer.from('traktor@native-instruments.de\0\x99', 'latin1'));
    expect(starsOfPopularity('traktor@native-instruments.de', 0x99)).toBe(3);
  });

  test('of a comment is the one that is read: its language stays, comments for machines and in other frames too', () => {
    const itunes = frame(
      'COMM',
      [0],
      'engiTunNORM\0 0000012A 0000012A 00002222 00002222 00001111 00001111 00007FFF 00007FFF',
    );
    const german = frame('COMM', [0], 'deu\0Alter Text');
    const second = frame('COMM', [0], 'eng\0Second');
    expect(said({ comment: 'New' }, itunes, german, second).shown).toEqual([
      ['COMM:eng:iTunNORM', expect.stringContaining('0000012A')],
      ['COMM:deu:', 'New'],
      ['COMM:eng:', 'Second'],
    ]);
  });

  test('has its other names in the file told as well, and the usual one is there in any case', () => {
    const own = frame('TXXX', [0], 'INITIALKEY\0Am');
    const foreign = frame('TXXX', [0], 'Energy\x0055');
    expect(said({ key: '9A', energy: '7' }, own, foreign).shown).toEqual([
      ['TXXX:INITIALKEY', '9A'],
      ['TXXX:Energy', '55'],
      ['TKEY', '9A'],
      ['TXXX:EnergyLevel', '7'],
    ]);
  });

  test('is left alone where it says the same in another way', () => {
    const frames = [
      frame('TBPM', [0], '128.00'),
      frame('TKEY', [3], 'Am'),
      frame('TXXX', [0], 'ENERGYLEVEL\x007'),
      frame('POPM', 'no@email\0', [242]),
      frame('COMM', [0], 'eng\0two\nlines'),
    ];
    expect(said({ bpm: '128', key: 'Am', energy: '7', rating: '5', comment: 'two lines' }, ...frames).changes).toEqual(
      [],
    );
  });

  test('goes where the field is taken away; a rating becomes "not rated" and keeps its plays', () => {
    const frames = [frame('TKEY', [0], 'Am'), frame('POPM', 'a@b\0', [255, 0, 0, 0, 9])];
    const { shown, fields } = said({ key: '', rating: '0', comment: '' }, ...frames);
    expect(shown).toEqual([['POPM:a@b', '0']]);
    expect(fields).toEqual([
      { field: 'key', before: 'Am', after: '' },
      { field: 'rating', before: '5', after: '0' },
    ]);
  });
});

test('sizes of v2.4 that are written as in v2.3 are understood, and kept so', async () => {
  const large = Buffer.alloc(300, 0x41);
  const raw = Buffer.concat([Buffer.from('PRIV'), uint(large.length, 4), Buffer.alloc(2), large]);
  const bytes = Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), syncSafe(raw.length), raw]);
  const document = open(bytes);
  expect(document.entries.map((entry) => entry.raw)).toEqual([raw]);
  const { entries } = changeTags(document, { comment: 'x'.repeat(400) });
  const made = open(await rendered(bytes, entries));
  expect(made.entries[0]?.raw).toEqual(raw);
  expect(made.entries[1]?.text).toBe('x'.repeat(400));
});
