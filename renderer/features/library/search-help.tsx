import { CircleHelp } from 'lucide-react';
import { Popover } from 'radix-ui';
import { IconButton } from '#renderer/ui/button.tsx';

interface Examples {
  readonly title: string;
  readonly lines: readonly (readonly [example: string, meaning: string])[];
}

const EXAMPLES: readonly Examples[] = [
  {
    title: 'Words',
    lines: [
      ['night drive', 'both words, in any field'],
      ['"night drive"', 'these words together'],
      ['-vocal', 'without it; before fields and parentheses too'],
      ['house or techno', 'one of them; or binds less than a space'],
      ['(a or b) -c', 'parentheses join'],
    ],
  },
  {
    title: 'Fields',
    lines: [
      ['artist:moss', 'also title, album, genre, label, comment, remixer, mix, composer, grouping'],
      ['genre:"deep house",techno', 'one of several'],
      ['bpm:120-126', 'a range; also bpm:124, bpm:>140'],
      ['key:8A,8B', 'keys in any notation: 8A, 1m, Am'],
      ['energy:>6', 'from 1 to 10; also rating:, year:, plays:, time:>5:00'],
      ['quality:<80%', 'how complete the data are, as in Data quality'],
      ['colour:red', 'also missing:yes'],
      ['genre:""', 'nothing stands in this field'],
    ],
  },
  {
    title: 'Near the selected track',
    lines: [
      ['~bpm: ~key:', 'tempo within 6 %, half and double too; keys that mix'],
      ['~bpm:4%', 'another pitch range'],
      ['~bpm:124 ~key:8A', 'near these instead'],
    ],
  },
  {
    title: 'What you made of it',
    lines: [
      ['crate:"warm up"', 'also set: and tag:, by words of the name'],
      ['played:never', 'also played:<30d, played:2024-05'],
      ['added:<30d', 'age, or a date: added:2024-05'],
    ],
  },
];

/** How to search, by examples. The whole grammar is in docs/search.md. */
export function SearchHelp() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label="How to search" size="sm">
          <CircleHelp size={14} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          align="start"
          collisionPadding={8}
          aria-label="How to search"
          className="pop z-50 max-h-(--radix-popover-content-available-height) w-[460px] overflow-y-auto rounded-md border border-line-strong bg-overlay p-3 shadow-overlay focus:outline-none"
        >
          {EXAMPLES.map(({ title, lines }) => (
            <section key={title} className="not-first:mt-3">
              <h2 className="mb-1.5 text-2xs font-semibold tracking-[0.06em] text-faint uppercase">{title}</h2>
              <dl className="grid grid-cols-[170px_1fr] items-baseline gap-x-3 gap-y-1.5 text-xs">
                {lines.map(([example, meaning]) => (
                  <div key={example} className="contents">
                    <dt>
                      <code className="selectable rounded-sm bg-sunken px-1.5 py-0.5 font-sans text-ink">
                        {example}
                      </code>
                    </dt>
                    <dd className="text-muted">{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <p className="mt-3 border-t border-line pt-2 text-xs text-muted">
            Begin a field and choose from the list with ↓ and Enter. Words that nothing has are looked for in a similar
            spelling; quotes keep yours.
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
