import type { SetBuilderUseCases } from '#main/rpc/set-builder.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import {
  type CheckSubject,
  type EntryPlan,
  type SetAlternative,
  type SetDetail,
  type SetEntry,
  type SetPlan,
  type SetVersion,
  SetVersionId,
} from '#shared/contract/set-builder.ts';
import { checkSet } from '#shared/domain/set-checks/check-set.ts';
import { subjectKey } from '#shared/domain/set-checks/check-subject.ts';
import type { MixRules, SetPlace, SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeLibrary, FakeSet } from './fake-library.ts';
import { inventedId } from './invented-tracks.ts';

export interface FakeEntryPlan extends EntryPlan {
  readonly alternatives: readonly TrackId[];
}

interface FakeVersion extends SetVersion {
  readonly trackIds: readonly TrackId[];
  readonly entries: FakeSet['entries'];
}

/** What the fake host plans of a set. */
export interface FakePlan extends SetPlan {
  readonly versions: readonly FakeVersion[];
  readonly playedAt: string | null;
  /** Keys of the checks that are fine as they are. */
  readonly accepted: readonly string[];
}

const NO_PLAN: FakePlan = {
  notes: '',
  venue: '',
  startsAt: null,
  targetSeconds: null,
  arc: null,
  versions: [],
  playedAt: null,
  accepted: [],
};
const NO_ENTRY_PLAN: FakeEntryPlan = { phase: null, notes: '', locked: false, alternatives: [] };

const given = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;

/** The planning of sets of the fake host, with the checks of the real one. */
export class FakeSetBuilder implements SetBuilderUseCases {
  private readonly library: FakeLibrary;
  private made = 0;

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  read(id: SetId, rules: MixRules): SetDetail {
    const set = this.library.set(id);
    let start = 0;
    const entries = set.trackIds.map((trackId): SetEntry => {
      const { alternatives, ...plan } = this.entryPlan(set, trackId);
      const track = this.shown(trackId);
      const startSeconds = start;
      start += track.durationSeconds ?? 0;
      return { ...track, ...plan, startSeconds, alternatives: alternatives.map((each) => this.shown(each)) };
    });
    const checks = checkSet(
      entries.map((entry) => this.place(entry)),
      rules,
    );
    const { versions, accepted, ...plan } = this.plan(set);
    return {
      id,
      name: set.name,
      ...plan,
      totalSeconds: start,
      entries,
      checks: checks.flatMap((check) => {
        const trackId = entries[check.place]?.trackId;
        if (trackId === undefined) return [];
        const told = { ...check, trackId } as Omit<SetDetail['checks'][number], 'accepted'>;
        return [{ ...told, accepted: accepted.includes(subjectKey(told)) }];
      }),
      versions: versions.map(({ trackIds: _ids, entries: _entries, ...version }) => version),
    };
  }

  change(id: SetId, plan: Partial<SetPlan>): void {
    const set = this.library.set(id);
    this.replace(`Plan set "${set.name}"`, { ...set, plan: { ...this.plan(set), ...given(plan) } });
  }

  changeEntries(id: SetId, trackIds: readonly TrackId[], plan: Partial<EntryPlan>): { changed: number } {
    const set = this.library.set(id);
    const wanted = set.trackIds.filter((trackId) => trackIds.includes(trackId));
    const changed = wanted.map((trackId) => [trackId, { ...this.entryPlan(set, trackId), ...given(plan) }] as const);
    this.replace(`Plan tracks of "${set.name}"`, {
      ...set,
      entries: { ...set.entries, ...Object.fromEntries(changed) },
    });
    return { changed: changed.length };
  }

  park(id: SetId, trackId: TrackId, trackIds: readonly TrackId[]): { parked: number } {
    const set = this.library.set(id);
    const entry = this.entryPlan(set, trackId);
    const fresh = trackIds.filter((each) => each !== trackId && !entry.alternatives.includes(each));
    this.replace(`Park tracks in "${set.name}"`, {
      ...set,
      trackIds: set.trackIds.filter((each) => !fresh.includes(each)),
      entries: { ...set.entries, [trackId]: { ...entry, alternatives: [...entry.alternatives, ...fresh] } },
    });
    return { parked: fresh.length };
  }

  unpark(id: SetId, trackId: TrackId, alternativeIds: readonly TrackId[]): { unparked: number } {
    const set = this.library.set(id);
    const entry = this.entryPlan(set, trackId);
    const alternatives = entry.alternatives.filter((each) => !alternativeIds.includes(each));
    this.replace(`Remove parked tracks in "${set.name}"`, {
      ...set,
      entries: { ...set.entries, [trackId]: { ...entry, alternatives } },
    });
    return { unparked: entry.alternatives.length - alternatives.length };
  }

  swap(id: SetId, trackId: TrackId, alternativeId: TrackId): void {
    const set = this.library.set(id);
    const entry = this.entryPlan(set, trackId);
    const alternatives = entry.alternatives.map((each) => (each === alternativeId ? trackId : each));
    this.replace(`Swap a track in "${set.name}"`, {
      ...set,
      trackIds: set.trackIds.map((each) => (each === trackId ? alternativeId : each)),
      entries: { ...set.entries, [alternativeId]: { ...entry, alternatives } },
    });
  }

  acceptCheck(id: SetId, check: CheckSubject, isFine: boolean): void {
    const set = this.library.set(id);
    const plan = this.plan(set);
    const key = subjectKey(check);
    const accepted = isFine ? [...plan.accepted, key] : plan.accepted.filter((each) => each !== key);
    this.replace(`Call a check of "${set.name}" fine`, { ...set, plan: { ...plan, accepted } });
  }

  saveVersion(id: SetId, name: string): { versionId: SetVersionId } {
    const set = this.library.set(id);
    const plan = this.plan(set);
    this.made += 1;
    const versionId = SetVersionId.parse(inventedId(8, this.made));
    const savedAt = new Date(Date.UTC(2026, 10, 20, 20, this.made)).toISOString();
    const version = { id: versionId, name, savedAt, trackCount: set.trackIds.length, trackIds: set.trackIds };
    const versions = [{ ...version, entries: set.entries }, ...plan.versions];
    this.replace(`Save version "${name}"`, { ...set, plan: { ...plan, versions } });
    return { versionId };
  }

  restoreVersion(id: SetId, versionId: SetVersionId): { missing: number } {
    const set = this.library.set(id);
    const version = this.plan(set).versions.find((each) => each.id === versionId);
    if (version === undefined) throw new AppError('not-found', 'This version of the set is no longer there.');
    const { trackIds, entries } = version;
    this.replace(`Go back to version "${version.name}"`, { ...set, trackIds, entries });
    return { missing: 0 };
  }

  removeVersion(id: SetId, versionId: SetVersionId): void {
    const set = this.library.set(id);
    const plan = this.plan(set);
    const versions = plan.versions.filter((each) => each.id !== versionId);
    this.replace('Delete version', { ...set, plan: { ...plan, versions } });
  }

  markPlayed(id: SetId, startedAt: string): { plays: number } {
    const set = this.library.set(id);
    this.replace(`Mark "${set.name}" as played`, { ...set, plan: { ...this.plan(set), playedAt: startedAt } });
    return { plays: set.trackIds.length };
  }

  unmarkPlayed(id: SetId): { plays: number } {
    const set = this.library.set(id);
    this.replace(`Mark "${set.name}" as not played`, { ...set, plan: { ...this.plan(set), playedAt: null } });
    return { plays: set.trackIds.length };
  }

  private plan(set: FakeSet): FakePlan {
    return { ...NO_PLAN, ...set.plan };
  }

  private entryPlan(set: FakeSet, trackId: TrackId): FakeEntryPlan {
    return set.entries?.[trackId] ?? NO_ENTRY_PLAN;
  }

  private replace(label: string, next: FakeSet): void {
    this.library.replaceSet(label, next);
  }

  private shown(id: TrackId): SetAlternative {
    const { title, artist, bpm, keyIndex, energy, durationSeconds } = this.library.find(id);
    return { trackId: id, title, artist, bpm, keyIndex, energy, durationSeconds };
  }

  private track({ trackId, title, artist, bpm, keyIndex, energy }: SetAlternative): SetTrack {
    return { id: trackId, title, bpm, key: keyIndex, energy, artists: [artist], song: `${artist} ${title}` };
  }

  private place(entry: SetEntry): SetPlace {
    return {
      ...this.track(entry),
      missing: this.library.find(entry.trackId).missing,
      playedHere: false,
      locked: entry.locked,
      alternatives: entry.alternatives.map((each) => this.track(each)),
    };
  }
}
