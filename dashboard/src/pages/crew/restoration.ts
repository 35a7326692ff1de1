import type { RestorationScope } from '@relight/shared/operation/commands';
import type { RestorationMeans, Verification } from '@relight/shared/operation/vocabulary';
import { readCount } from '@relight/shared/text/read-number';

export type RestorationForm = {
  readonly who: 'all' | 'some' | null;
  readonly count: string;
  readonly means: RestorationMeans | null;
  readonly verification: Verification | null;
};

export type ReadRestoration = {
  /** The first thing that is not filled in yet. */
  readonly missing: 'who' | 'count' | 'notANumber' | 'tooMany' | 'means' | 'verification' | null;
  /** How many stay without supply after this step. */
  readonly left: number;
  readonly step: {
    readonly scope: RestorationScope;
    readonly means: RestorationMeans;
    readonly verification?: Verification;
  } | null;
};

/** What the form says, and what it still lacks. Who restores the last customer must say how that is known. */
export const restorationOf = (form: RestorationForm, out: number): ReadRestoration => {
  const typed = readCount(form.count);
  const counted = typed.read === 'number' ? typed.value : 0;
  const customers = form.who === 'all' ? out : Math.min(counted, out + 1);
  const left = form.who === null ? out : Math.max(0, out - customers);
  const incomplete = (missing: NonNullable<ReadRestoration['missing']>): ReadRestoration => ({
    missing,
    left,
    step: null,
  });
  if (form.who === null) return incomplete('who');
  if (form.who === 'some' && typed.read === 'notANumber') return incomplete('notANumber');
  if (customers > out) return { ...incomplete('tooMany'), left: out };
  if (customers < 1) return incomplete('count');
  if (form.means === null) return incomplete('means');
  if (left === 0 && form.verification === null) return incomplete('verification');
  return {
    missing: null,
    left,
    step: {
      scope: left === 0 ? { type: 'all' } : { type: 'count', customers },
      means: form.means,
      ...(left === 0 && form.verification !== null ? { verification: form.verification } : {}),
    },
  };
};
