import { type FieldSource, type FieldSources, SourcedField } from '#shared/contract/track-sources.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { type Claim, combineField, type HeldValue } from '#shared/domain/combine-sources.ts';
import type { Provider } from '#shared/domain/provider-value.ts';

type Claims = Partial<Record<SourcedField, readonly Claim[]>>;

const valueOf = (track: TrackDetail, field: SourcedField) => (field === 'key' ? track.keyIndex : track[field]);

/** Combines as the real host does. @param chosenByUser Fields that the user has decided. */
function combine(track: TrackDetail, claims: Claims, chosenByUser: readonly SourcedField[]): FieldSources[] {
  return SourcedField.options.flatMap((field) => {
    const said = claims[field] ?? [];
    const isSound = field === 'bpm' || field === 'key' || field === 'energy';
    const isDecided = chosenByUser.includes(field);
    if (said.length === 0 && !isDecided) return [];
    const origin: HeldValue['origin'] = isDecided ? 'user' : isSound ? 'analysis' : 'tag';
    const combined = combineField(field, { value: valueOf(track, field), origin, locked: false }, said);
    return combined === null ? [] : [{ ...combined, field, sources: [...combined.sources] }];
  });
}

const claim = (provider: Provider, value: number | string, confidence: number): Claim => ({
  provider,
  value,
  confidence,
});

/** Track 1 has a tag with another tempo and a neighbouring key, track 2 one of half its tempo, every fifth one that agrees. */
export function inventSources(track: TrackDetail, index: number): FieldSources[] {
  const { bpm, keyIndex, energy } = track;
  if (bpm === null || keyIndex === null || energy === null) return [];
  const tagBpm = index === 1 ? Math.round(bpm) + 3 : index === 2 ? bpm / 2 : index % 5 === 0 ? Math.round(bpm) : null;
  const tag = tagBpm === null ? [] : [claim('tag', tagBpm, 0.6)];
  const otherKey = index === 1 ? [claim('tag', (keyIndex + 2) % 24, 0.6)] : [];
  const claims: Claims = {
    bpm: [claim('analysis', bpm, track.bpmConfidence ?? 0), ...tag],
    key: [claim('analysis', keyIndex, track.keyConfidence ?? 0), ...otherKey],
    energy: [claim('analysis', energy, 1)],
  };
  return combine(track, claims, []);
}

const isClaim = (source: FieldSource): source is FieldSource & { readonly provider: Provider } =>
  source.provider !== 'user' && source.provider !== 'import';

function claimsOf(track: TrackDetail): Claims {
  const entries = track.sources.map(({ field, sources }) => [
    field,
    sources.filter(isClaim).map(({ provider, value, confidence }) => claim(provider, value, confidence ?? 0)),
  ]);
  return Object.fromEntries(entries) as Claims;
}

const decided = (track: TrackDetail): SourcedField[] =>
  track.sources.filter(({ reason }) => reason === 'user').map(({ field }) => field);

/** The track once the user has taken what the provider says of the fields. */
export function withTaken(track: TrackDetail, provider: Provider, fields: readonly SourcedField[]): TrackDetail {
  const claims = claimsOf(track);
  const taken = fields.map((field) => [
    field === 'key' ? 'keyIndex' : field,
    claims[field]?.find((each) => each.provider === provider)?.value,
  ]);
  const keySource = fields.includes('key') ? 'user' : track.keySource;
  const next: TrackDetail = { ...track, ...Object.fromEntries(taken), keySource };
  return { ...next, sources: combine(next, claims, [...decided(track), ...fields]) };
}

/** The track once this provider has said this, instead of what it said before. */
function withSaid(
  track: TrackDetail,
  provider: Provider,
  said: Partial<Record<SourcedField, string | number>>,
  confidence: number,
): TrackDetail {
  const claims: Record<string, readonly Claim[]> = { ...claimsOf(track) };
  for (const [field, value] of Object.entries(said)) {
    const others = (claims[field] ?? []).filter((each) => each.provider !== provider);
    claims[field] = [...others, claim(provider, value, confidence)];
  }
  return { ...track, sources: combine(track, claims, decided(track)) };
}

/** The track once it was recognised as this. */
export function withRecognised(track: TrackDetail, found: Partial<Record<SourcedField, string | number>>): TrackDetail {
  const musicbrainzIds = ['0d8f1c1e-2f5e-4a0b-9d3c-6f2f6b0f7a11'];
  return withSaid({ ...track, musicbrainzIds }, 'recognition', found, 0.8);
}

/** The track once a tagger model has heard this genre. */
export const withTagged = (track: TrackDetail, genre: string): TrackDetail => withSaid(track, 'tagger', { genre }, 0.7);
