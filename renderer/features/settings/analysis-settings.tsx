import { useState } from 'react';
import { useConnection } from '#renderer/host-client/host.tsx';
import { useUpdateSettings } from '#renderer/host-client/mutations.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { NumberInput } from '#renderer/ui/number-input.tsx';
import { GenreSettings } from './genre-settings.tsx';
import { SuggestionSettings } from './suggestion-settings.tsx';
import { TaggerSettings } from './tagger-settings.tsx';

function WorkerSetting() {
  const { workerCount } = useSettings();
  const { mutate: update } = useUpdateSettings();
  const connection = useConnection();
  const cores = connection.phase === 'online' ? connection.host.cpuCount : 4;
  const automatic = Math.max(1, cores - 1);
  const counts = Array.from({ length: Math.max(cores, workerCount) }, (_, index) => index + 1);
  const options = [
    { value: '0', label: `Automatic (${automatic})` },
    ...counts.map((count) => ({ value: String(count), label: String(count) })),
  ];
  return (
    <Field
      row
      label="Tracks analysed at once"
      help={`This machine has ${cores} cores. Fewer leave more of it to other work.`}
    >
      {(ids) => (
        <Select
          {...ids}
          label="Tracks analysed at once"
          value={String(workerCount)}
          options={options}
          onChange={(value) => update({ workerCount: Number(value) })}
        />
      )}
    </Field>
  );
}

function FfmpegSetting() {
  const { ffmpegPath } = useSettings();
  const { mutate: update } = useUpdateSettings();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft.trim() !== ffmpegPath) update({ ffmpegPath: draft.trim() });
    setDraft(null);
  };
  return (
    <Field row label="ffmpeg" help="The program that decodes audio. Left empty, MusicForge finds one itself.">
      {(ids) => (
        <TextInput
          {...ids}
          placeholder="Found automatically"
          value={draft ?? ffmpegPath}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => (event.key === 'Enter' ? commit() : undefined)}
        />
      )}
    </Field>
  );
}

function TempoRange() {
  const { minBpm, maxBpm } = useSettings();
  const { mutate: update } = useUpdateSettings();
  return (
    <Field
      row
      label="Tempo range"
      help="Tempos are folded into this range: 87 or 174 for drum and bass. Applies to tracks analysed from now on."
    >
      {(ids) => (
        <span className="flex items-center gap-2">
          <NumberInput
            {...ids}
            label="Lowest tempo"
            value={minBpm}
            min={40}
            max={200}
            unit="BPM"
            onCommit={(value) => update({ minBpm: value })}
          />
          <span className="text-faint">to</span>
          <NumberInput
            id={`${ids.id}-max`}
            aria-describedby={ids['aria-describedby']}
            label="Highest tempo"
            value={maxBpm}
            min={80}
            max={400}
            unit="BPM"
            onCommit={(value) => update({ maxBpm: value })}
          />
        </span>
      )}
    </Field>
  );
}

function TruePeakSetting() {
  const { truePeak } = useSettings();
  const { mutate: update } = useUpdateSettings();
  return (
    <Field
      row
      label="Measure true peak (slower)"
      help="Finds peaks between the samples, which clip in converters. Applies to tracks analysed from now on."
    >
      {(ids) => (
        <Segmented
          {...ids}
          label="Measure true peak (slower)"
          value={truePeak ? 'on' : 'off'}
          onChange={(value) => update({ truePeak: value === 'on' })}
          options={[
            { value: 'off', label: 'Off' },
            { value: 'on', label: 'On' },
          ]}
        />
      )}
    </Field>
  );
}

export function AnalysisSettings() {
  return (
    <>
      <TempoRange />
      <TruePeakSetting />
      <WorkerSetting />
      <FfmpegSetting />
      <GenreSettings />
      <TaggerSettings />
      <SuggestionSettings />
    </>
  );
}
