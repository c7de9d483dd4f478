import { useUpdateSettings } from '#renderer/host-client/mutations.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { Field } from '#renderer/ui/field.tsx';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';

/** A minor, E minor, C major, G major: neighbours on the wheel. */
const SAMPLE_KEYS = [14, 16, 15, 17] as const;

function WaveformSetting() {
  const { waveform } = useSettings();
  const { mutate: update } = useUpdateSettings();
  return (
    <Field
      row
      label="Waveform"
      help="Bands: bass, mids and highs over each other. RGB: one shape, red for bass, green for mids, blue for highs."
    >
      {(ids) => (
        <Segmented
          {...ids}
          label="Waveform"
          value={waveform}
          onChange={(waveform) => update({ waveform })}
          options={[
            { value: 'bands', label: '3 bands' },
            { value: 'rgb', label: 'RGB' },
            { value: 'mono', label: 'Mono' },
          ]}
        />
      )}
    </Field>
  );
}

export function AppearanceSettings() {
  const settings = useSettings();
  const { mutate: update } = useUpdateSettings();
  return (
    <>
      <Field row label="Theme" help="Dark for the booth, light for the desk, or as the system says.">
        {(ids) => (
          <Segmented
            {...ids}
            label="Theme"
            value={settings.theme}
            onChange={(theme) => update({ theme })}
            options={[
              { value: 'dark', label: 'Dark' },
              { value: 'light', label: 'Light' },
              { value: 'system', label: 'System' },
            ]}
          />
        )}
      </Field>
      <WaveformSetting />
      <Field row label="Key notation" help="How keys are written everywhere. All three are understood in the search.">
        {(ids) => (
          <span className="flex flex-col items-end gap-2">
            <Segmented
              {...ids}
              label="Key notation"
              value={settings.keyNotation}
              onChange={(keyNotation) => update({ keyNotation })}
              options={[
                { value: 'camelot', label: 'Camelot' },
                { value: 'open-key', label: 'Open Key' },
                { value: 'musical', label: 'Musical' },
              ]}
            />
            <span className="flex gap-1" aria-hidden>
              {SAMPLE_KEYS.map((index) => (
                <KeyChip key={index} index={index} notation={settings.keyNotation} />
              ))}
            </span>
          </span>
        )}
      </Field>
    </>
  );
}
