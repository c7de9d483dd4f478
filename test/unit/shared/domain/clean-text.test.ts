import { expect, test } from 'vitest';
import { CLEAN_UPS, type CleanUp, cleanText, tidySpaces } from '#shared/domain/clean-text.ts';

const clean = (text: string, ...cleanUps: readonly CleanUp[]): string => cleanText(text, new Set(cleanUps));

test.each([
  ['  Strobe  ', 'Strobe'],
  ['One\u00a0More\u2003Time', 'One More Time'],
  ['Str\u200bobe\ufeff', 'Strobe'],
  ['Title ( Original Mix )', 'Title (Original Mix)'],
  ['Tab\tand\u0007bell', 'Tab and bell'],
  ['first line \r\n\r\n\r\n\r\n second', 'first line\n\nsecond'],
  ['', ''],
])('tidies the spaces of %j', (text, wanted) => {
  expect(tidySpaces(text)).toBe(wanted);
});

test('composes letters, and leaves joiners that belong to a script or an emoji', () => {
  expect(tidySpaces('Beyonce\u0301')).toBe('Beyoncé');
  expect(tidySpaces('می\u200cخواهم')).toBe('می\u200cخواهم');
  expect(tidySpaces('👩\u200d🎤')).toBe('👩\u200d🎤');
});

test.each([
  ['01 - Strobe', 'Strobe'],
  ['01. Strobe', 'Strobe'],
  ['07) Strobe', 'Strobe'],
  ['A1. Strobe', 'Strobe'],
  ['007 Strobe', 'Strobe'],
  ['99 Luftballons', '99 Luftballons'],
  ['1999', '1999'],
  ['2.0', '2.0'],
  ['1.21 Gigawatts', '1.21 Gigawatts'],
  ['311 - Down', '311 - Down'],
  ['50 Cent', '50 Cent'],
])('number in front of %j', (text, wanted) => {
  expect(clean(text, 'number')).toBe(wanted);
});

test.each([
  ['Strobe [Free Download]', 'Strobe'],
  ['Strobe (FREE DL)', 'Strobe'],
  ['Strobe *FREE DOWNLOAD*', 'Strobe'],
  ['Strobe - Free Download', 'Strobe'],
  ['Strobe (Official Music Video)', 'Strobe'],
  ['Strobe [Official Audio] (Extended Mix)', 'Strobe (Extended Mix)'],
  ['Strobe [320kbps]', 'Strobe'],
  ['Strobe [MP3 320]', 'Strobe'],
  ['Strobe [OUT NOW]', 'Strobe'],
  ['PREMIERE: Strobe', 'Strobe'],
  ['Strobe ()', 'Strobe'],
  ['Video Killed the Radio Star', 'Video Killed the Radio Star'],
  ['Free', 'Free'],
  ['Live (Extended Mix)', 'Live (Extended Mix)'],
  ['[Free Download]', ''],
])('clutter in %j', (text, wanted) => {
  expect(clean(text, 'clutter')).toBe(wanted);
});

test.each([
  ['Strobe www.best-music.com', 'Strobe'],
  ['Strobe [www.best-music.com]', 'Strobe'],
  ['Strobe (djsite.net)', 'Strobe'],
  ['Strobe [djsite.net - house]', 'Strobe'],
  ['www.site.com - Strobe', 'Strobe'],
  ['Strobe - www.site.com', 'Strobe'],
  ['Strobe https://site.com/a?b=c (Dub)', 'Strobe (Dub)'],
  ['www.site.com', ''],
  ['Will.I.Am', 'Will.I.Am'],
  ['Dot.com Love', 'Dot.com Love'],
  ['Awww.yeah', 'Awww.yeah'],
])('addresses in %j', (text, wanted) => {
  expect(clean(text, 'web')).toBe(wanted);
});

test.each([
  ['Strobe (Original Mix)', 'Strobe'],
  ['Strobe [original mix]', 'Strobe'],
  ['Strobe - Original Mix', 'Strobe'],
  ['Strobe (Original)', 'Strobe'],
  ['Strobe (Original Extended Mix)', 'Strobe (Original Extended Mix)'],
  ['Original Mix', 'Original Mix'],
])('original mix in %j', (text, wanted) => {
  expect(clean(text, 'original-mix')).toBe(wanted);
});

test('underscores are spaces', () => {
  expect(clean('Some_Title_(Dub)', 'underscores')).toBe('Some Title (Dub)');
  expect(clean('_Title _ Part_', 'underscores')).toBe('Title Part');
});

test('the clean-ups work together, each on what the one before left', () => {
  const all = cleanText('01_-_some  title_ft._x_(original_mix)_[www.site.com]', new Set(CLEAN_UPS), {
    mode: 'title',
    capitals: false,
    smallWords: true,
  });
  expect(all).toBe('Some Title feat. X');
});

test('nothing chosen changes nothing', () => {
  expect(clean('  01 - a_b [Free Download]')).toBe('  01 - a_b [Free Download]');
});

test('cleaning twice is cleaning once', () => {
  for (const text of ['01 - 02 - x', ' a ( b ) ', 'x ft y feat. z', 'a www.b.com - www.c.com', 'A [Free DL] [HQ] ()']) {
    const once = cleanText(text, new Set(['spaces', 'web', 'clutter', 'feat']));
    expect(cleanText(once, new Set(['spaces', 'web', 'clutter', 'feat']))).toBe(once);
  }
});

test('a long comment made of nothing but traps is cleaned in no time', () => {
  const traps = [' '.repeat(5000), '['.repeat(5000), 'www.'.repeat(1250), ' feat'.repeat(1000), 'a.'.repeat(2500)];
  const started = performance.now();
  for (const trap of traps) cleanText(trap, new Set(CLEAN_UPS), { mode: 'title', capitals: true, smallWords: true });
  // Quadratic patterns would take minutes; the limit is a hundred times what is needed.
  expect(performance.now() - started).toBeLessThan(5000);
});
