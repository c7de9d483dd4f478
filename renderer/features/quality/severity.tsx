import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { QualitySeverity } from '#shared/contract/quality.ts';

const LOOKS = {
  error: { icon: CircleAlert, colour: 'text-danger', word: 'Error' },
  warning: { icon: TriangleAlert, colour: 'text-warning', word: 'Warning' },
  note: { icon: Info, colour: 'text-faint', word: 'Note' },
} as const;

export function SeverityIcon({ severity }: { readonly severity: QualitySeverity }) {
  const { icon: Icon, colour, word } = LOOKS[severity];
  return <Icon size={13} role="img" aria-label={word} className={`shrink-0 ${colour}`} />;
}
