import { SaxesParser } from 'saxes';
import { AppError } from '#shared/errors/app-error.ts';
import type { BlockReader } from '#main/interchange/block-reader.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { mendText, restoreText, safeEnd } from './mend-text.ts';
import { faultOf } from './xml-faults.ts';

export type XmlAttributes = Readonly<Record<string, string>>;

/** What a format does with the elements of its file. */
export interface XmlHandler {
  /**
   * @param attributes References resolved; without a prototype.
   * @param line Of the start of the tag, from 1.
   */
  open(name: string, attributes: XmlAttributes, line: number): void;
  close(name: string): void;
  /** Text and CDATA between two tags, in one or more parts. Without it text is not collected at all. */
  text?(text: string): void;
}

/** Folders a thousand deep are two elements each in one of the formats. */
const DEEPEST = 4_096;
/** Characters without the end of a tag: a value as long as this is no value. */
const LONGEST_ELEMENT = 32 * 1024 * 1024;
/** The parser goes through the text in parts of so many characters. */
const PART = 64 * 1024;

/** Tells faults without making an Error with a stack for each. */
class LenientParser extends SaxesParser {
  onFault: ((message: string, line: number) => void) | null = null;

  override fail(message: string): this {
    this.onFault?.(message, this.line);
    return this;
  }
}

/** Whether a DOCTYPE declares anything, rather than only naming a definition elsewhere (which is never fetched). */
const declares = (doctype: string): boolean => doctype.replace(/"[^"]*"|'[^']*'/g, '').includes('[');

/** Bounds, and what is known of where the reader stands. */
interface ReaderState {
  readonly names: string[];
  /** Characters written since a tag ended. */
  silence: number;
  stopped: boolean;
  /** Whether a stand-in of `mendText` has come since the last element or text. */
  isMended: boolean;
  line: number;
}

function restoreAttributes(attributes: Record<string, string>): void {
  for (const name in attributes) attributes[name] = restoreText(attributes[name] ?? '');
}

function createParser(handler: XmlHandler, state: ReaderState, stop: (message: string) => void): LenientParser {
  const parser = new LenientParser({ position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  parser.on('opentagstart', () => {
    state.line = parser.line;
  });
  parser.on('opentag', ({ name, attributes }) => {
    state.silence = 0;
    if (state.isMended) restoreAttributes(attributes);
    state.isMended = false;
    state.names.push(name);
    if (state.names.length > DEEPEST) stop(`Elements are nested more than ${DEEPEST} deep here; reading ended there.`);
    if (!state.stopped) handler.open(name, attributes, state.line);
  });
  parser.on('closetag', ({ name }) => {
    state.silence = 0;
    state.names.pop();
    if (!state.stopped) handler.close(name);
  });
  const onText = handler.text?.bind(handler);
  if (onText !== undefined) {
    const emit = (text: string) => {
      if (!state.stopped) onText(state.isMended ? restoreText(text) : text);
      state.isMended = false;
    };
    parser.on('text', emit);
    parser.on('cdata', emit);
  }
  parser.on('doctype', (doctype) => {
    if (!declares(doctype)) return;
    state.stopped = true;
    throw new AppError(
      'invalid-input',
      'This file declares entities or elements of its own in a DOCTYPE, which no library file does, so it was not read. Export it again from the program that it comes from.',
    );
  });
  return parser;
}

/** Reports a fault once a line and kind. */
function createFaultReporter(report: ReadReport): (message: string, line: number) => void {
  let [lastKind, lastLine] = ['', 0];
  return (message, line) => {
    const fault = faultOf(message);
    if (fault.kind === lastKind && line === lastLine) return;
    [lastKind, lastLine] = [fault.kind, line];
    report.problem(`line ${line}`, fault.message);
  };
}

/** What the parser says at the end of a text that ends too early is told once, below. */
function endParser(parser: LenientParser, state: ReaderState, report: ReadReport): void {
  const open = state.names.at(-1);
  const { line } = parser;
  let isCut = open !== undefined;
  parser.onFault = (message) => {
    if (message === 'unexpected end.') isCut = true;
  };
  parser.close();
  if (!isCut || state.stopped) return;
  const place = open === undefined ? '' : `, inside <${open.slice(0, 100)}>`;
  report.problem(`line ${line}`, `The file ends early${place}; everything before that was read.`);
}

/**
 * Reads XML as programs write it, well formed or not: a fault is a problem in the report and reading goes on. Entities other
 * than the five of XML and characters by number do not exist; nothing is ever fetched.
 * @throws {AppError} invalid-input, from `write`, if a DOCTYPE has an internal subset.
 * @source docs/decisions/0010-interchange.md
 */
export function createXmlReader(handler: XmlHandler, report: ReadReport): BlockReader<void> {
  const state: ReaderState = { names: [], silence: 0, stopped: false, isMended: false, line: 1 };
  const reportFault = createFaultReporter(report);
  const stop = (message: string) => {
    if (state.stopped) return;
    state.stopped = true;
    report.problem(`line ${parser.line}`, message);
  };
  const parser = createParser(handler, state, stop);
  parser.onFault = (message, line) => {
    state.isMended = true;
    if (!state.stopped) reportFault(message, line);
  };
  let rest = '';
  const feed = (text: string) => {
    state.silence += text.length;
    parser.write(mendText(text));
    if (state.silence > LONGEST_ELEMENT) {
      stop('A value here is longer than 32 million characters, which no library file has; reading ended there.');
    }
  };
  return {
    write: (text) => {
      for (let start = 0; start < text.length && !state.stopped; start += PART) {
        const part = rest + text.slice(start, start + PART);
        const end = safeEnd(part);
        rest = part.slice(end);
        feed(end === part.length ? part : part.slice(0, end));
      }
    },
    finish: () => {
      if (state.stopped) return;
      // Half a reference: the file is cut there, which is said below.
      parser.onFault = () => void (state.isMended = true);
      if (rest !== '') feed(rest);
      endParser(parser, state, report);
    },
  };
}

/** The same for a handler that makes a result of what it was told. */
export function createXmlLibraryReader<Result>(
  handler: XmlHandler & { finish(): Result },
  report: ReadReport,
): BlockReader<Result> {
  const xml = createXmlReader(handler, report);
  return {
    write: (text) => xml.write(text),
    finish: () => {
      xml.finish();
      return handler.finish();
    },
  };
}
