import { Check } from 'lucide-react';
import type { ContextMenu, DropdownMenu } from 'radix-ui';
import { COLOURS } from '#shared/domain/colours.ts';
import { MENU_ITEM } from '#renderer/ui/menu-parts.tsx';

interface ColourMenuProps {
  readonly value: string | null;
  /** The kind of menu that it stands in. */
  readonly Items: typeof ContextMenu | typeof DropdownMenu;
  readonly onChange: (colour: string | null) => void;
}

const NONE = 'none';

/** The colours of a crate, as a part of its menu. */
export function ColourMenu({ value, Items, onChange }: ColourMenuProps) {
  const options = [[NONE, 'No colour'], ...COLOURS] as const;
  return (
    <Items.RadioGroup
      value={value ?? NONE}
      onValueChange={(chosen: string) => onChange(chosen === NONE ? null : chosen)}
    >
      {options.map(([colour, name]) => (
        <Items.RadioItem key={colour} value={colour} className={`${MENU_ITEM} pe-8`}>
          <span
            className="size-3 rounded-sm border border-line-strong"
            style={colour === NONE ? undefined : { background: colour }}
            aria-hidden
          />
          {name}
          <Items.ItemIndicator className="absolute end-2">
            <Check size={13} aria-hidden />
          </Items.ItemIndicator>
        </Items.RadioItem>
      ))}
    </Items.RadioGroup>
  );
}
