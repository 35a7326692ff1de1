import type { JSX } from 'solid-js';
import { Notice } from '../ui/notice.tsx';
import { words } from '../words/words.ts';

/** The last resort: a fault of the page itself, said plainly instead of a white screen. */
export const Broken = (props: { readonly error: unknown }): JSX.Element => {
  console.error(props.error);
  return (
    <Notice
      title={words().common.page.broken}
      text={props.error instanceof Error ? props.error.message : String(props.error)}
      onRetry={() => window.location.reload()}
    />
  );
};
