import type { SetTemplate, TemplateFile } from '#shared/contract/set-templates.ts';

/** A template as the text of a file. */
export function templateText({ name, content }: Pick<SetTemplate, 'name' | 'content'>): string {
  const file: TemplateFile = { format: 'musicforge-set-template', version: 1, name, ...content };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Saves a text as a file, where the browser or the desktop window puts downloads. */
export function saveText(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Only once the download has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** "Warm-up before a headliner.json", of letters that every file system takes. */
export const templateFileName = (name: string): string =>
  `${name.replaceAll(/[^\p{L}\p{N} _-]/gu, ' ').trim() || 'template'}.json`;
