import type { TrackId } from '#shared/contract/ids.ts';
import type {
  MendPreview,
  MendRow,
  QualityChange,
  QualityFilter,
  QualityOverview,
  QualityPage,
  QualityRuleId,
  QualityWork,
} from '#shared/contract/quality.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the data quality. Streams end when `signal` aborts. */
export interface QualityUseCases {
  overview(): Answer<QualityOverview>;
  tracks(filter: QualityFilter, offset: number, limit: number): Answer<QualityPage>;
  judge(): Promise<void>;
  mend(trackId: TrackId, rule: QualityRuleId, changes: readonly QualityChange[]): Answer<{ readonly changed: number }>;
  ignore(rule: QualityRuleId, trackId: TrackId | null, ignored: boolean): Answer<void>;
  preview(rule: QualityRuleId, signal: AbortSignal | undefined): Answer<MendPreview>;
  changes(preview: number, offset: number, limit: number): Answer<MendRow[]>;
  mendAll(
    preview: number,
    leftOut: readonly TrackId[],
  ): Answer<{ readonly changed: number; readonly kept: number; readonly cancelled: boolean }>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<QualityWork>;
}

export function qualityRouter(quality: QualityUseCases) {
  return {
    overview: os.quality.overview.handler(() => quality.overview()),
    tracks: os.quality.tracks.handler(({ input }) => quality.tracks(input.filter, input.offset, input.limit)),
    judge: os.quality.judge.handler(() => quality.judge().then(() => null)),
    mend: os.quality.mend.handler(({ input }) => quality.mend(input.trackId, input.rule, input.changes)),
    ignore: os.quality.ignore.handler(({ input }) => quality.ignore(input.rule, input.trackId, input.ignored)),
    preview: os.quality.preview.handler(({ input, signal }) => quality.preview(input.rule, signal)),
    changes: os.quality.changes.handler(({ input }) => quality.changes(input.preview, input.offset, input.limit)),
    mendAll: os.quality.mendAll.handler(({ input }) => quality.mendAll(input.preview, input.leftOut)),
    cancel: os.quality.cancel.handler(() => quality.cancel()),
    watch: os.quality.watch.handler(({ signal }) => stream((stop) => quality.watch(stop), signal)),
  };
}
