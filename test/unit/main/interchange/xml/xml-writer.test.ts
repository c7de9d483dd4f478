import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlocks } from '#main/interchange/block-reader.ts';
import { createDropCounter, createReadReport } from '#main/interchange/read-report.ts';
import { createXmlReader } from '#main/interchange/xml/xml-reader.ts';
import { createXmlWriter } from '#main/interchange/xml/xml-writer.ts';

function write(value: string, emptyElements: 'short' | 'long' = 'short') {
  const dropped = createDropCounter();
  const writer = createXmlWriter({ declaration: '<?xml version="1.0"?>', emptyElements }, dropped);
  writer.open('a', [['none', null]]);
  writer.leaf('b', [
    ['v', value],
    ['n', 7],
  ]);
  writer.close();
  return { text: writer.text(), dropped: dropped.counts() };
}

test('elements are indented and empty ones end as the format wants it', () => {
  expect(write('x').text).toBe('<?xml version="1.0"?>\n<a>\n  <b v="x" n="7"/>\n</a>\n');
  expect(write('x', 'long').text).toContain('<b v="x" n="7"></b>');
});

test('markup, tabs and line breaks become references', () => {
  expect(write('<&>"\'\t\r\n').text).toContain('v="&lt;&amp;&gt;&quot;&apos;&#9;&#13;&#10;"');
});

test('what XML cannot hold is left out and counted', () => {
  const { text, dropped } = write('a\u0000b\u001fc\ud800d\ufffee\uffff🚀');
  expect(text).toContain('v="abcde🚀"');
  expect(dropped).toEqual({ 'text.character': 5 });
});

test('any text that XML can hold is read as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const { text, dropped } = write(value);
      const report = createReadReport();
      let found = '';
      const open = (name: string, attributes: Readonly<Record<string, string>>) => {
        if (name === 'b') found = attributes['v'] ?? '';
      };
      readBlocks(createXmlReader({ open, close: () => {} }, report), [text]);
      expect(value.length - found.length).toBe(dropped['text.character'] ?? 0);
      if (dropped['text.character'] === undefined) expect(found).toBe(value);
      expect(report.result({ tracks: [], playlists: [], plays: [] }).problems).toEqual([]);
    }),
  );
});
