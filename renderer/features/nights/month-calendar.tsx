import type { Night, NightId } from '#shared/contract/nights.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { countOf } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { dayInWords, weeksOf } from './night-words.ts';

const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

interface MonthCalendarProps {
  /** "2026-11" */
  readonly month: string;
  /** Of this month. */
  readonly nights: readonly Night[];
  readonly chosen: NightId | null;
  readonly onChoose: (id: NightId) => void;
}

interface DayProps extends Omit<MonthCalendarProps, 'month'> {
  readonly day: Date | null;
}

/** A day; a button where something was played. */
function Day({ day, nights, chosen, onChoose }: DayProps) {
  if (day === null) return null;
  const number = day.getDate();
  const own = nights.filter(({ startedAt }) => new Date(startedAt).getDate() === number);
  const [first] = own;
  if (first === undefined) return <span className="text-faint">{number}</span>;
  const tracks = own.reduce((sum, { trackCount }) => sum + trackCount, 0);
  return (
    <button
      type="button"
      aria-label={`${number}: ${dayInWords(day)}, ${countOf(tracks, 'track')}`}
      aria-pressed={own.some(({ id }) => id === chosen)}
      title={`${dayInWords(day)}: ${countOf(tracks, 'track')}`}
      onClick={() => onChoose(first.id)}
      className="flex size-7 items-center justify-center rounded-md bg-control font-semibold text-accent hover:bg-control-hover aria-pressed:bg-accent aria-pressed:text-on-accent"
    >
      {number}
    </button>
  );
}

/** A month of days, those on which something was played to be chosen. */
export function MonthCalendar({ month, ...rest }: MonthCalendarProps) {
  return (
    <ListGrid label="Days of the month" content={month} className="px-2 pb-2 text-xs tabular-nums">
      <div role="row" className="grid grid-cols-7">
        {WEEKDAYS.map((name) => (
          <div key={name} role="columnheader" className="flex h-6 items-center justify-center text-2xs text-faint">
            {name}
          </div>
        ))}
      </div>
      {weeksOf(month).map((week) => (
        <ListRow key={week.find((day) => day !== null)?.getDate()} className="grid grid-cols-7">
          {week.map((day, index) => (
            <ListCell
              key={day?.getDate() ?? `none ${index}`}
              className={classNames('flex h-8 items-center justify-center')}
            >
              <Day day={day} {...rest} />
            </ListCell>
          ))}
        </ListRow>
      ))}
    </ListGrid>
  );
}
