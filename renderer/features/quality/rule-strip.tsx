import type { QualityRuleState } from '#shared/contract/quality.ts';
import { useQualityChanges } from '#renderer/host-client/quality.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button } from '#renderer/ui/button.tsx';

/** The rule that is looked at, and what can be done about all of its tracks. */
export function RuleStrip({ rule }: { readonly rule: QualityRuleState }) {
  const { ignore } = useQualityChanges();
  const show = useDialogs((state) => state.show);
  const { id, name, help, mendable, tracks, ignored } = rule;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3 py-2">
      <div className="min-w-48 flex-1">
        <h2 className="text-sm font-medium">{name}</h2>
        <p className="text-xs text-muted">{help}</p>
      </div>
      <div className="flex gap-2">
        {mendable && tracks > 0 ? (
          <Button look="primary" onClick={() => show({ kind: 'mend-all', rule: id, name })}>
            Mend all…
          </Button>
        ) : null}
        <Button
          disabled={ignore.isPending}
          onClick={() => ignore.mutate({ rule: id, trackId: null, ignored: !ignored })}
        >
          {ignored ? 'Count this rule again' : 'Ignore this rule'}
        </Button>
      </div>
    </div>
  );
}
