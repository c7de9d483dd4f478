import {
  ArrowDownUp,
  Blend,
  CalendarCheck,
  ChartArea,
  CircleAlert,
  History,
  ListChecks,
  SlidersHorizontal,
  type LucideIcon,
} from 'lucide-react';
import type { SetId } from '#shared/contract/ids.ts';
import type { SetDetail } from '#shared/contract/set-builder.ts';
import { clockTime } from '#shared/domain/set-clock.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useSetDetail } from '#renderer/host-client/set-builder.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useSetPanel } from '#renderer/stores/set-panel-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { countOf, formatDateTime, formatLength } from '#renderer/ui/format.ts';
import { SetChart } from './set-chart.tsx';
import { SetCheckList } from './set-check-list.tsx';

/** How the length of the set stands to the one that is meant: "24 min to fill". */
function lengthLeft({ totalSeconds, targetSeconds }: SetDetail): string {
  if (targetSeconds === null) return '';
  const left = targetSeconds - totalSeconds;
  const target = `of ${formatLength(targetSeconds)}`;
  if (Math.abs(left) < 60) return `${target}, full`;
  return `${target}, ${formatLength(Math.abs(left))} ${left > 0 ? 'to fill' : 'too long'}`;
}

/** When and where, and how full the set is. */
function planInWords(set: SetDetail): string {
  const { startsAt, totalSeconds, venue, playedAt } = set;
  return [
    startsAt === null ? '' : `${clockTime(startsAt, 0)} – ${clockTime(startsAt, totalSeconds)}`,
    lengthLeft(set),
    venue,
    playedAt === null ? '' : `played ${formatDateTime(playedAt)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "3 warnings, 1 note, 2 fine as they are". */
function checksInWords(warnings: number, notes: number, fine: number): string {
  const parts = [
    warnings > 0 ? countOf(warnings, 'warning') : '',
    notes > 0 ? countOf(notes, 'note') : '',
    fine > 0 ? `${fine} fine as ${fine === 1 ? 'it is' : 'they are'}` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** How many things are to be said of the set; opens the list of them. */
function ChecksSwitch({ set }: { readonly set: SetDetail }) {
  const { checks: isOpen, toggle } = useSetPanel();
  const open = set.checks.filter(({ accepted }) => !accepted);
  const warnings = open.filter(({ severity }) => severity === 'warning').length;
  const told = checksInWords(warnings, open.length - warnings, set.checks.length - open.length);
  if (told === '') {
    const words = set.entries.length > 1 ? 'No warnings' : '';
    return <span className="px-1 text-xs whitespace-nowrap text-faint">{words}</span>;
  }
  return (
    <Button look="quiet" aria-expanded={isOpen} onClick={() => toggle('checks')}>
      {warnings > 0 ? (
        <CircleAlert size={13} className="text-warning" aria-hidden />
      ) : (
        <ListChecks size={13} aria-hidden />
      )}
      {told}
    </Button>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Of a switch. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

/** Its name is written where the window has room for it. */
function Tool({ label, icon: Icon, pressed, disabled = false, onPress }: ToolProps) {
  return (
    <Button
      look={pressed === false ? 'quiet' : 'plain'}
      aria-pressed={pressed}
      disabled={disabled}
      title={label}
      onClick={onPress}
    >
      <Icon size={13} aria-hidden />
      <span className="max-xl:sr-only">{label}</span>
    </Button>
  );
}

function Toolbar({ set }: { readonly set: SetDetail }) {
  const { chart, toggle } = useSetPanel();
  const show = useDialogs((state) => state.show);
  const words = planInWords(set);
  return (
    <div
      role="group"
      aria-label="Set tools"
      className="flex min-h-9 flex-wrap items-center gap-1.5 border-b border-line px-3 py-1"
    >
      <p className="min-w-0 flex-1 truncate text-xs text-muted" title={words}>
        {words}
      </p>
      <ChecksSwitch set={set} />
      <Tool label="Chart" icon={ChartArea} pressed={chart} onPress={() => toggle('chart')} />
      <Tool
        label="Order…"
        icon={ArrowDownUp}
        disabled={set.entries.length < 2}
        onPress={() => show({ kind: 'order-set', id: set.id, name: set.name })}
      />
      <Tool
        label="Transitions…"
        icon={Blend}
        disabled={set.entries.length < 2}
        onPress={() => show({ kind: 'mix-set', id: set.id, from: null })}
      />
      <Tool label="Plan…" icon={SlidersHorizontal} onPress={() => show({ kind: 'plan-set', id: set.id })} />
      <Tool label="Played…" icon={CalendarCheck} onPress={() => show({ kind: 'played-set', id: set.id })} />
      <Tool label="Versions…" icon={History} onPress={() => show({ kind: 'versions-of-set', id: set.id })} />
    </div>
  );
}

/** Above the tracks of a set: its plan, its chart and what is to be said of it. */
export function SetPanel({ id }: { readonly id: SetId }) {
  const { data: set, error } = useSetDetail(id);
  const { chart, checks } = useSetPanel();
  if (error)
    return (
      <p role="alert" className="border-b border-line px-3 py-2 text-xs text-danger">
        {describeError(error).message}
      </p>
    );
  if (set === undefined) return null;
  return (
    <section aria-label="Plan of the set">
      <Toolbar set={set} />
      {chart && set.entries.length > 0 ? <SetChart set={set} /> : null}
      {checks && set.checks.length > 0 ? <SetCheckList set={set} /> : null}
    </section>
  );
}
