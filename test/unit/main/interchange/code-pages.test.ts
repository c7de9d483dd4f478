import { TextDecoder } from 'node:util';
import { describe, expect, test } from 'vitest';
import { guessCodePage } from '#main/interchange/code-pages.ts';
import { decodeText } from '#main/interchange/decode-text.ts';

/** Bytes of a text in a code page, found by asking the decoder what each byte, or pair of bytes, means. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map<string, readonly number[]>();
  for (let lead = 0; lead < 256; lead += 1) {
    const single = decoder.decode(new Uint8Array([lead]));
    if (single !== '\ufffd' && !bytes.has(single)) bytes.set(single, [lead]);
    if (lead < 0x81) continue;
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      const pair = decoder.decode(new Uint8Array([lead, trail]));
      if (Array.from(pair).length === 1 && pair !== '\ufffd' && !bytes.has(pair)) bytes.set(pair, [lead, trail]);
    }
  }
  return new Uint8Array(
    Array.from(text).flatMap((letter) => {
      const found = bytes.get(letter);
      if (found === undefined) throw new Error(`${letter} is not in ${encoding}`);
      return found;
    }),
  );
}

const TEXTS: readonly (readonly [encoding: string, text: string])[] = [
  ['windows-1252', 'Beyoncé - Déjà Vu'],
  ['windows-1252', 'Sven Väth - L’Esperanza (Größer)'],
  ['windows-1252', 'Héctor Lavoe - ¿Qué lío? / Niño de Elche'],
  ['windows-1252', 'Björk - Jóga\nSigur Rós - Ágætis byrjun\nÞursaflokkurinn - Brúðkaupsvísur'],
  ['windows-1252', 'Kölsch - Grå\nRöyksopp - Så lenge\nMø - Blær'],
  ['windows-1252', 'Âme - Rej'],
  ['windows-1250', 'Czesław Niemen - Dziwny jest ten świat\nMyslovitz - Długość dźwięku samotności'],
  ['windows-1250', 'Karel Gott - Včelka Mája, Příběh, Žár'],
  ['windows-1250', 'Omega - Gyöngyhajú lány\nHűtlen, őrült szív'],
  ['windows-1251', 'Кино - Группа крови\nЗемфира - Искала'],
  ['windows-1251', 'Привет'],
  ['windows-1251', 'ПЕСНЯ ГОДА - АЛЛА ПУГАЧЕВА'],
  ['windows-1251', 'Океан Ельзи - Обійми'],
  ['windows-1253', 'Τζίμης Πανούσης - Νεοέλληνας\nΜίκης Θεοδωράκης - Ζορμπάς'],
  ['windows-1254', 'Tarkan - Şımarık\nŞebnem Ferah - Sil Baştan\nSezen Aksu - Gülümse, Değer mi'],
  ['windows-1255', 'עפרה חזה - אם ננעלו\nשלמה ארצי - תרקוד'],
  ['windows-1256', 'عمرو دياب - تملي معاك\nفيروز - سألوني الناس'],
  ['windows-1257', 'Prāta Vētra - Maybe\nŽas - Ačiū, Šiaurės vėjas'],
  ['windows-874', 'ทาทา ยัง - โอ๊ะ โอ๊ย\nคาราบาว - เมดอินไทยแลนด์'],
  ['koi8-r', 'Кино - Группа крови\nЗемфира - Искала'],
  ['ibm866', 'Кино - Группа крови\nЗемфира - Искала'],
  ['shift_jis', '電気グルーヴ - 虹\n宇多田ヒカル - 光\nくるり - ばらの花'],
  ['shift_jis', 'サカナクション - 新宝島'],
  ['euc-jp', '電気グルーヴ - 虹\n宇多田ヒカル - 光\nくるり - ばらの花'],
  ['euc-kr', '방탄소년단 - 봄날\n아이유 - 좋은 날'],
  ['gb18030', '周杰伦 - 青花瓷\n王菲 - 红豆\n崔健 - 一无所有'],
  ['big5', '周杰倫 - 青花瓷\n張惠妹 - 聽海\n五月天 - 倔強'],
];

describe('code pages', () => {
  test.each(TEXTS)('%s: %s', (encoding, text) => {
    const bytes = encode(text, encoding);
    expect(decodeText(bytes)).toBe(text);
    expect(new TextDecoder(guessCodePage(bytes)).decode(bytes)).toBe(text);
  });

  test('ASCII and nothing are any of them', () => {
    expect(guessCodePage(Buffer.from('A - B'))).toBe('windows-1252');
    expect(guessCodePage(new Uint8Array())).toBe('windows-1252');
  });
});
