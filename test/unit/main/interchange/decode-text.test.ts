import { expect, test } from 'vitest';
import { decodeBlocks, decodeText, detectEncoding } from '#main/interchange/decode-text.ts';

const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const WESTERN = 'Beyoncé - Déjà Vu (Café del Mar)';

test.each([
  ['UTF-8', Buffer.from(WESTERN), WESTERN],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${WESTERN}`), WESTERN],
  ['UTF-16 little-endian with a mark', utf16(WESTERN, 'le', true), WESTERN],
  ['UTF-16 big-endian with a mark', utf16(WESTERN, 'be', true), WESTERN],
  ['UTF-16 little-endian without a mark', utf16(WESTERN, 'le', false), WESTERN],
  ['UTF-16 big-endian without a mark', utf16(WESTERN, 'be', false), WESTERN],
  ['Windows-1252', Buffer.from(WESTERN, 'latin1'), WESTERN],
  ['Windows-1251', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]), 'Привет'],
  ['nothing', new Uint8Array(), ''],
])('%s is read', (_, bytes, text) => expect(decodeText(bytes)).toBe(text));

test('what an XML declaration names counts where no mark says otherwise', () => {
  const declaration = '<?xml version="1.0" encoding="windows-1251"?><a n="';
  const bytes = Buffer.concat([Buffer.from(declaration), Buffer.from([0xc4, 0xe0]), Buffer.from('"/>')]);
  expect(decodeText(bytes)).toBe(`${declaration}Да"/>`);
  expect(detectEncoding(Buffer.from('<?xml version="1.0" encoding="klingon"?>'), true)).toBe('utf-8');
});

test('letters that lie across two blocks are whole', async () => {
  const bytes = Buffer.from('a'.repeat(70_000) + 'é'.repeat(10));
  const blocks = async function* () {
    yield bytes.subarray(0, 70_001);
    yield bytes.subarray(70_001);
  };
  let text = '';
  for await (const part of decodeBlocks(blocks())) text += part;
  expect(text).toBe('a'.repeat(70_000) + 'é'.repeat(10));
});
