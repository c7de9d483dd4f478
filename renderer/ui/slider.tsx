import { Slider as Radix } from 'radix-ui';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  /** Value in words for screen readers. */
  readonly text?: string;
  readonly className?: string;
}

export function Slider({ label, value, min, max, step, onChange, text, className = 'w-24' }: SliderProps) {
  return (
    <Radix.Root
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => (next === undefined ? undefined : onChange(next))}
      className={`relative flex h-5 touch-none items-center ${className}`}
    >
      <Radix.Track className="relative h-[3px] grow rounded-full bg-line-strong">
        <Radix.Range className="absolute h-full rounded-full bg-muted" />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={text}
        className="block h-3.5 w-2 rounded-[2px] bg-ink shadow-[0_1px_3px_rgb(0_0_0/0.5)]"
      />
    </Radix.Root>
  );
}
