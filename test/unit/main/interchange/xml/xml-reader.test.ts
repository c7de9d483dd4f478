import { expect, test } from 'vitest';
import { readBlocks, readBlocksAsync } from '#main/interchange/block-reader.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { createXmlReader } from '#main/interchange/xml/xml-reader.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What a document says, event by event, and what is wrong with it. */
function createListener() {
  const report = createReadReport();
  const events: string[] = [];
  const values: string[] = [];
  const reader = createXmlReader(
    {
      open: (name, attributes, line) => {
        events.push(`${line}<${name}>`);
        values.push(...Object.values(attributes));
      },
      close: (name) => events.push(`</${name}>`),
      text: (text) => values.push(text),
    },
    report,
  );
  const result = () => ({ events, values, ...report.result({ tracks: [], playlists: [], plays: [] }) });
  return { reader, result };
}

function read(text: string, blockLength = text.length + 1) {
  const { reader, result } = createListener();
  const blocks: string[] = [];
  for (let at = 0; at < text.length; at += blockLength) blocks.push(text.slice(at, at + blockLength));
  readBlocks(reader, blocks);
  return result();
}

const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<a>\n<b c="1 &amp; 2"\n d="&#233;é🚀"/>x &lt; y\n</a>\n';

test('elements come with their attributes and the line on which they start', () => {
  const { events, values, problemCount } = read(DOCUMENT);
  expect(events).toEqual(['2<a>', '3<b>', '</b>', '</a>']);
  expect(values.filter((value) => value.trim() !== '')).toEqual(['1 & 2', 'éé🚀', 'x < y\n']);
  expect(problemCount).toBe(0);
});

test('where blocks end does not matter, not even inside a reference or a surrogate pair', async () => {
  const whole = read(DOCUMENT);
  for (const length of [1, 2, 3, 7, 16]) expect(read(DOCUMENT, length)).toEqual(whole);
  const { reader, result } = createListener();
  const blocks = async function* () {
    yield* DOCUMENT;
  };
  await readBlocksAsync(reader, blocks());
  expect(result()).toEqual(whole);
});

test.each([
  ['a bare ampersand', '<a b="R&B & Soul; 100%"/>', 'R&B & Soul; 100%'],
  ['an entity that nobody knows', '<a b="x&nbsp;y"/>', 'x&nbsp;y'],
  ['a control character', '<a b="x\u0001y"/>', 'x\u0001y'],
  ['a reference to a control character', '<a b="x&#2;y&#x3;"/>', 'x\u0002y\u0003'],
  ['a reference to no character', '<a b="x&#xFFFF;&#55296;&#1114112;y"/>', 'x\ufffd\ufffd\ufffdy'],
  ['a lone surrogate', '<a b="x\ud800y"/>', 'x\ufffdy'],
  ['text of that kind', '<a>x & \u0001 y</a>', 'x & \u0001 y'],
])('%s is kept and counted once', (_, text, value) => {
  const { values, problems, problemCount } = read(`<r>\n${text}</r>`);
  expect(values).toContain(value);
  expect(problemCount).toBe(1);
  expect(problems[0]?.where).toBe('line 2');
});

test('a closing tag too many is one problem, and what follows is read', () => {
  const { events, problems } = read('<r>\n<c>\n<t/></t>\n<t/>\n</c></r>');
  expect(events.filter((event) => event.endsWith('<t>'))).toEqual(['3<t>', '4<t>']);
  expect(problems[0]).toMatchObject({ where: 'line 3', message: expect.stringContaining('closing tag') });
});

test('a document cut anywhere keeps every tag before the cut and says once that it ends early', () => {
  for (let end = 1; end < DOCUMENT.length; end += 1) {
    const { events, problems } = read(DOCUMENT.slice(0, end));
    const tags = [...DOCUMENT.slice(0, end).matchAll(/<[ab][^>]*>/g)].length;
    expect(events.filter((event) => /^\d/.test(event)).length).toBe(tags);
    const isInRoot = end >= DOCUMENT.indexOf('<a>') + 3 && end < DOCUMENT.indexOf('</a>') + 4;
    const early = problems.filter(({ message }) => message.startsWith('The file ends early'));
    expect(early.length).toBe(isInRoot ? 1 : Math.min(1, early.length));
    expect(problems.length).toBe(early.length);
  }
});

test('a definition elsewhere is let be, a definition inside is refused', () => {
  const plain =
    '<!DOCTYPE plist PUBLIC "-//Apple [Computer]//DTD PLIST 1.0//EN" "http://www.apple.com/x.dtd">\n<plist/>';
  expect(read(plain)).toMatchObject({ events: ['2<plist>', '</plist>'], problemCount: 0 });
  const attacks = [
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    '<!DOCTYPE a SYSTEM "x.dtd" [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
    '<!DOCTYPE a []><a/>',
  ];
  for (const attack of attacks) {
    expect(() => read(attack)).toThrow(AppError);
    expect(() => read(attack, 3)).toThrow(/declares entities/);
  }
});

test.each([
  ['an attribute', (value: string) => `<a b="${value}"/>`],
  ['text', (value: string) => `<a>${value}</a>`],
])('a million references in %s take neither long nor much memory', (_, wrap) => {
  const text = wrap('&#x41;'.repeat(1_000_000));
  const before = process.memoryUsage().rss;
  // Processor time: a machine that is busy otherwise is slow, not wrong.
  const start = process.cpuUsage();
  const { values, problemCount } = read(text, 65_536);
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  expect(values[0]).toHaveLength(1_000_000);
  expect(problemCount).toBe(0);
});

test('nesting and values without end are cut off with a reason', () => {
  expect(read('<a>'.repeat(3_000) + '</a>'.repeat(3_000))).toMatchObject({ problemCount: 0 });
  const deep = read('<a>'.repeat(100_000));
  expect(deep.events.length).toBe(4_096);
  expect(deep.problems).toMatchObject([{ message: expect.stringContaining('nested more than 4096 deep') }]);
  const long = read(`<r><a b="${'x'.repeat(34_000_000)}"/></r>`, 1_000_000);
  expect(long.problems).toMatchObject([{ message: expect.stringContaining('32 million') }]);
  expect(long.events).toEqual(['1<r>']);
});
