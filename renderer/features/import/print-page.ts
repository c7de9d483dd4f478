const STYLE = /<style>([\s\S]*?)<\/style>/u;

/**
 * Opens the print dialog of the browser for a page without script, which is laid out in a frame of its own: no window is
 * opened, and the window's Content-Security-Policy holds in the frame. Style in a text is refused by it, as soon as the
 * text is read; the same style set by script is not, so it comes that way.
 * @param html A whole page that needs nothing else, in whose texts < and " are written as entities.
 */
export function printPage(html: string): void {
  const [, css = ''] = STYLE.exec(html) ?? [];
  const page = new DOMParser().parseFromString(
    html.replace(STYLE, '').replaceAll(' style="', ' data-style="'),
    'text/html',
  );
  const frame = document.createElement('iframe');
  frame.title = page.title;
  frame.className = 'print-frame';
  frame.tabIndex = -1;
  document.body.append(frame);
  const { contentDocument: own, contentWindow: view } = frame;
  if (own === null || view === null) throw new Error('A frame that is in the page has a document');
  own.title = page.title;
  own.documentElement.lang = page.documentElement.lang;
  own.body.replaceWith(own.adoptNode(page.body));
  for (const element of own.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset['style'] ?? '';
  }
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(css);
  own.adoptedStyleSheets = [sheet];
  view.addEventListener('afterprint', () => frame.remove());
  view.focus();
  view.print();
}
