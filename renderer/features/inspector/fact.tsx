import type { ReactNode } from 'react';

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[82px_minmax(0,1fr)] gap-2 py-[3px] text-xs">
      <dt className="text-faint">{name}</dt>
      <dd className="selectable break-words">{children}</dd>
    </div>
  );
}

export function Sure({ confidence }: { readonly confidence: number | null }) {
  if (confidence === null) return null;
  return <span className="text-faint"> {Math.round(confidence * 100)} % sure</span>;
}
