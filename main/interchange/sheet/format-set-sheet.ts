import type { InterchangeCue } from '#main/interchange/model.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { formatCamelot, formatMusical, type MusicalKey, toCamelot } from '#shared/domain/key.ts';
import { PHASE_NAMES } from '#shared/domain/set-phase.ts';
import { formatTenths, formatTime } from '#shared/domain/time-text.ts';
import type { SetSheet, SheetEntry } from './set-sheet.ts';
import { SHEET_STYLE } from './sheet-style.ts';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text of the user for HTML; control characters, which HTML forbids, become spaces, but for line breaks. */
const escape = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[&<>"']/gu, (sign) => SIGNS[sign] ?? sign);

const NOT_KNOWN = '–';
const DEGREES_A_STEP = 30;

function keyFact(key: MusicalKey | null): string {
  if (key === null) return `<dd>${NOT_KNOWN}</dd>`;
  const hue = (toCamelot(key).number - 1) * DEGREES_A_STEP;
  return `<dd class="key" style="border-color:hsl(${hue} 75% 55%)">${formatCamelot(key)} <small>${escape(formatMusical(key))}</small></dd>`;
}

function facts({ track }: SheetEntry): string {
  const { bpm, key, energy, durationSeconds } = track;
  const fact = (name: string, value: string | null): string =>
    `<div><dt>${name}</dt><dd>${value ?? NOT_KNOWN}</dd></div>`;
  return [
    '<dl class="facts">',
    fact('BPM', bpm === null ? null : bpm.toFixed(1)),
    `<div><dt>Key</dt>${keyFact(key)}</div>`,
    fact('Energy', energy === null ? null : `${energyLevel(energy)}<small>/10</small>`),
    fact('Length', durationSeconds === null ? null : formatTime(durationSeconds)),
    '</dl>',
  ].join('');
}

const CUE_WORDS: Readonly<Partial<Record<InterchangeCue['type'], string>>> = {
  'fade-in': 'fade in',
  'fade-out': 'fade out',
  load: 'load',
};

function cueItem({ type, slot, startSeconds, endSeconds, name, colour }: InterchangeCue): string {
  // Anything else would be style of somebody else's.
  const border = colour !== null && /^#[0-9a-f]{6}$/iu.test(colour) ? ` style="border-color:${colour}"` : '';
  const pad = slot === null ? 'M' : String(slot + 1);
  const spoken = slot === null ? 'Memory cue' : `Hot cue ${pad}`;
  const end = endSeconds === null ? '' : `–${formatTenths(endSeconds)} loop`;
  const words = [CUE_WORDS[type] ?? '', name].filter((word) => word !== '').map(escape);
  return `<li><b${border} title="${spoken}">${pad}</b> ${formatTenths(startSeconds)}${end} ${words.join(' ')}</li>`;
}

const cues = ({ track }: SheetEntry): string =>
  track.cues.length === 0 ? '' : `<ul class="cues" aria-label="Cue points">${track.cues.map(cueItem).join('')}</ul>`;

function hints({ hints: lines }: SheetEntry): string {
  if (lines.length === 0) return '';
  return `<ul class="next" aria-label="To the next track">${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`;
}

const said = (kind: string, text: string): string =>
  text.trim() === '' ? '' : `<p class="${kind} said" dir="auto">${escape(text.trim())}</p>`;

function entryItem(entry: SheetEntry, place: number): string {
  const { track, plan, time, isLater } = entry;
  const phase = plan.phase === null ? '' : ` ${PHASE_NAMES[plan.phase]}`;
  return [
    `<li class="track"><div class="when"><b>${time}${isLater ? '+' : ''}</b><span>${place + 1}.${phase}</span></div><div>`,
    `<h2 dir="auto">${escape(track.title.trim() === '' ? 'Without a title' : track.title)}</h2>`,
    track.artist.trim() === '' ? '' : `<p class="artist" dir="auto">${escape(track.artist)}</p>`,
    plan.missing ? '<p class="missing">The file is missing.</p>' : '',
    facts(entry),
    cues(entry),
    said('note', plan.notes),
    hints(entry),
    '</div></li>',
  ].join('');
}

function head({ venue, startsAt, entries, totalSeconds, ends }: SetSheet): string {
  const day = startsAt === null ? [] : [`${startsAt.slice(0, 10)}, ${startsAt.slice(11)} to ${ends}`];
  const count = `${entries.length} track${entries.length === 1 ? '' : 's'}, ${formatTime(totalSeconds)}`;
  return [venue, ...day, count]
    .filter((part) => part.trim() !== '')
    .map(escape)
    .join(' · ');
}

/** Nothing is fetched and nothing runs, whatever the texts hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One HTML file that needs nothing else: no script, no font, no picture. */
export function formatSetSheet(sheet: SetSheet): string {
  const { title, notes, entries } = sheet;
  const list =
    entries.length === 0 ? '<p>There are no tracks in this set.</p>' : `<ol>${entries.map(entryItem).join('\n')}</ol>`;
  const isLater = entries.some((entry) => entry.isLater);
  const foot = isLater ? '+ A track before it has no known length: it begins later. ' : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escape(title)}</title>
<style>${SHEET_STYLE}</style></head>
<body><header><h1 dir="auto">${escape(title)}</h1><p>${head(sheet)}</p>${said('plan', notes)}</header>
<main>${list}</main>
<footer>${foot}${sheet.startsAt === null ? 'Times since the start of the set' : 'Clock times'}, without overlaps. Key moves with key lock.</footer>
</body></html>
`;
}
