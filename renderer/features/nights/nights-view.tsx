import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Night, NightId } from '#shared/contract/nights.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useNights } from '#renderer/host-client/nights.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { Select } from '#renderer/ui/select.tsx';
import { MonthCalendar } from './month-calendar.tsx';
import { NightDetail } from './night-detail.tsx';
import { dayInShort, monthInWords, monthOf, nightName } from './night-words.ts';

interface Month {
  /** "2026-11" */
  readonly value: string;
  readonly label: string;
  readonly nights: readonly Night[];
}

/** Months in which something was played, the latest first. */
function monthsOf(nights: readonly Night[]): Month[] {
  return [...Map.groupBy(nights, ({ startedAt }) => monthOf(startedAt))].map(([value, own]) => ({
    value,
    label: `${monthInWords(new Date(own[0]?.startedAt ?? 0))} (${own.length})`,
    nights: own,
  }));
}

interface MonthChoiceProps {
  readonly months: readonly Month[];
  readonly at: number;
  readonly onMonth: (month: Month) => void;
}

function MonthChoice({ months, at, onMonth }: MonthChoiceProps) {
  const go = (to: number) => {
    const month = months[to];
    if (month !== undefined) onMonth(month);
  };
  return (
    <div className="flex items-center justify-between gap-1 p-2">
      <IconButton label="Earlier month" size="sm" disabled={at >= months.length - 1} onClick={() => go(at + 1)}>
        <ChevronLeft size={14} aria-hidden />
      </IconButton>
      <Select
        label="Month"
        value={months[at]?.value ?? ''}
        options={months}
        onChange={(value) => go(months.findIndex((month) => month.value === value))}
      />
      <IconButton label="Later month" size="sm" disabled={at <= 0} onClick={() => go(at - 1)}>
        <ChevronRight size={14} aria-hidden />
      </IconButton>
    </div>
  );
}

interface NightListProps {
  readonly nights: readonly Night[];
  readonly chosen: NightId;
  readonly onChoose: (id: NightId) => void;
}

function NightList({ nights, chosen, onChoose }: NightListProps) {
  return (
    <ul aria-label="Nights of the month" className="min-h-0 flex-1 overflow-y-auto border-t border-line p-1">
      {nights.map((night) => (
        <li key={night.id}>
          <button
            type="button"
            aria-current={night.id === chosen}
            onClick={() => onChoose(night.id)}
            className={classNames(
              'flex w-full flex-col rounded-md px-2 py-1.5 text-start hover:bg-row-hover',
              night.id === chosen && 'bg-control',
            )}
          >
            <span className="w-full truncate text-sm">{nightName(night)}</span>
            <span className="w-full truncate text-xs text-muted">
              {dayInShort(new Date(night.startedAt))}, {countOf(night.trackCount, 'track')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Which night is on show: the one that was chosen, else the latest. */
function useChosenNight(nights: readonly Night[]) {
  const [id, choose] = useState<NightId | null>(null);
  const night = nights.find((each) => each.id === id) ?? nights[0];
  const months = monthsOf(nights);
  const at = night === undefined ? 0 : months.findIndex(({ value }) => value === monthOf(night.startedAt));
  return { night, months, at, choose };
}

function Nights({ nights }: { readonly nights: readonly Night[] }) {
  const { night, months, at, choose } = useChosenNight(nights);
  const month = months[at];
  if (night === undefined || month === undefined) {
    return (
      <EmptyState icon={<CalendarDays size={28} strokeWidth={1.4} aria-hidden />} title="Nothing played yet">
        Mark a set as played, or import the history of Traktor, Serato or Mixxx: every night stands here then, and
        suggestions go by it.
      </EmptyState>
    );
  }
  const chooseMonth = (next: Month) => {
    const [first] = next.nights;
    if (first !== undefined) choose(first.id);
  };
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex w-[232px] shrink-0 flex-col border-e border-line">
        <MonthChoice months={months} at={at} onMonth={chooseMonth} />
        <MonthCalendar month={month.value} nights={month.nights} chosen={night.id} onChoose={choose} />
        <NightList nights={month.nights} chosen={night.id} onChoose={choose} />
      </div>
      <NightDetail night={night} />
    </div>
  );
}

/** What was played, night by night. */
export function NightsView() {
  const { data: nights, error } = useNights();
  return (
    <main aria-label="Played nights" className="flex min-w-0 flex-1 flex-col bg-panel">
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="text-md font-semibold whitespace-nowrap">Played nights</h1>
        <p role="status" className="min-w-0 flex-1 truncate text-xs text-muted">
          {nights === undefined ? '' : countOf(nights.length, 'night')}
        </p>
      </div>
      {error ? (
        <div role="alert" className="h-full">
          <EmptyState title="The history could not be read">{describeError(error).message}</EmptyState>
        </div>
      ) : null}
      {nights === undefined ? null : <Nights nights={nights} />}
    </main>
  );
}
